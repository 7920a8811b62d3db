{ b = 1; a = [ 1.5 null "x<y>&\"'" true ]; f = x: x; g = { p, q ? 1, ... }@all: p; h = { p }: p; i = builtins.map; j = [ ]; k = { }; }
