fixupOutputHooks+=(stripDebugInfo)
stripDebugInfo() { [ -n "${dontStrip:-}" ] || find "$prefix" -type f -exec strip -S {} + ; }
