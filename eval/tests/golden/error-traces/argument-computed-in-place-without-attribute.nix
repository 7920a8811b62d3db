builtins.head { alpha = 1; }.alpah
