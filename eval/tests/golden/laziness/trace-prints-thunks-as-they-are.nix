let s = { forced = 1 + 1; lazy = 2 + 2; }; in builtins.seq s.forced (builtins.trace s s.forced)
