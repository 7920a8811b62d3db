(rec { a = builtins.trace "once" 1; b = a + a; c = b + a; }).c
