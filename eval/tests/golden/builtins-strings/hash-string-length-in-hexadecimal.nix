builtins.stringLength (builtins.hashString "sha256" "")
