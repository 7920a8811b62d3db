builtins.traceVerbose "not shown" 1
