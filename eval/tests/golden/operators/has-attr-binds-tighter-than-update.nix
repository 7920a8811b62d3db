let s = { a = 1; }; in s // { c = 1; } ? c
