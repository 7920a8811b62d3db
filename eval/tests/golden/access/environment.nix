[ (builtins.getEnv "HOME") (builtins ? currentTime) (builtins ? currentSystem) ]
