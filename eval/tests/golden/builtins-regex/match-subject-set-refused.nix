builtins.match "/o" { outPath = "/o"; }
