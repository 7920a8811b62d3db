import ./outside/file.nix
