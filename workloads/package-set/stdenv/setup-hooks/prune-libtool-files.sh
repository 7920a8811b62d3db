fixupOutputHooks+=(pruneLibtoolFiles)
pruneLibtoolFiles() { find "$prefix" -type f -name '*.la' -exec sed -i "/^dependency_libs/s/'.*'/''/" {} + ; }
