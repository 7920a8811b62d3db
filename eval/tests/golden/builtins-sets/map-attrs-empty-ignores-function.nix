builtins.mapAttrs (throw "f") { }
