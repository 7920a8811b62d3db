fixupOutputHooks+=(compressManPages)
compressManPages() { find "$prefix/share/man" -type f -exec gzip -9 -n {} +; }
