builtins.partition (x: throw "no") [ ]
