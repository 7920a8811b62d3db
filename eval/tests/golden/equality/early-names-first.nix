# `x` is a name C++ Nix knows before the program, so it is compared before `z`.
{ z = 1; x = throw "x is compared first"; } == { z = 2; x = 1; }
