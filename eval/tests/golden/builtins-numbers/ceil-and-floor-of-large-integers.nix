[ (builtins.ceil 9007199254740992) (builtins.floor (-9007199254740992)) ]
