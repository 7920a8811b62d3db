[ (builtins.typeOf derivation) (builtins.isFunction derivation) (builtins ? derivation) ]
