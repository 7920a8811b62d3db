(import <nix/fetchurl.nix> { url = "u/v"; }).outPath
