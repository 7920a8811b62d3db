[ <name/good.nix> <name/deep> ]
