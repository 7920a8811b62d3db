[ (builtins.typeOf builtins.currentSystem) (builtins.typeOf builtins.currentTime) (builtins.typeOf builtins.nixPath) ]
