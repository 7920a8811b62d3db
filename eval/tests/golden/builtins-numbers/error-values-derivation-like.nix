let d = { type = "derivation"; name = "n"; drvPath = "/nix/store/x.drv"; }; in builtins.deepSeq d (builtins.length d)
