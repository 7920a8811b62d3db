builtins.match "(.*/)?([^/]*)\\.(nix|md)" "lib/strings/default.nix"
