[ (import ./inside/file.nix) (import ./inside/good.nix) (import ./inside/deep) ]
