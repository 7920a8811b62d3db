builtins.getContext (builtins.storePath "/nix/store/y1ymnvxygpq05h03kyzbjj572zpmpa6d-foo/bar")
