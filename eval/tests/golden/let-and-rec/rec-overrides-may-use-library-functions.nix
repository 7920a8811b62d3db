rec { names = [ "x" ]; __overrides = builtins.listToAttrs [ { name = "names"; value = [ "y" ]; } ]; out = names; }
