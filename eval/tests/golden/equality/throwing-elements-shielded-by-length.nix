[ ([ (throw "a") ] == [ ]) ({ a = throw "a"; } == { }) ({ a = throw "a"; } == { b = throw "b"; }) ]
