[ (../. == ./..) (builtins.typeOf ../.) (baseNameOf ../golden) ]
