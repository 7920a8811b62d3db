scopedImport { } ./inside/link.nix
