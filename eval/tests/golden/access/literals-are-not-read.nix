[ (builtins.baseNameOf ./outside/text) (./outside == ./outside + "/.") ]
