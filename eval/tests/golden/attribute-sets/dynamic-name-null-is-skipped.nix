{ a = 1; ${null} = 2; ${if false then "x" else null} = throw "skipped"; }
