with { map = "shadowed?"; length = "free"; }; [ (builtins.isFunction map) length ]
