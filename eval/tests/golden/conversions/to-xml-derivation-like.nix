builtins.toXML { type = "derivation"; drvPath = "/d.drv"; outPath = "/o"; name = "n"; other = { a = 1; }; }
