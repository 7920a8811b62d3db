map baseNameOf [ (builtins.path { path = ./inside; }) (builtins.path { path = ./inside/good.nix; }) ]
