let s = { a = { b = 1; }; }; in [ (s ? a && s.a ? b) (s.a ? b == true) (!s ? x) (({ c = 1; } // s) ? c) ]
