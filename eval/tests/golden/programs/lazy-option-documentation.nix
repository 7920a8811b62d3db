let opts = { a = { default = throw "defaults are not evaluated"; description = "A"; }; b = { default = 1; description = "B"; }; }; in builtins.mapAttrs (n: o: o.description) opts
