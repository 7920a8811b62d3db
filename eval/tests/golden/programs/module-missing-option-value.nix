let option = { type = "int"; }; config = builtins.mapAttrs (n: o: o.default or (throw "nobody set '${n}'")) { inherit option; }; in config.option
