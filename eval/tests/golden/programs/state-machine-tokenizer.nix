let
  chars = s: builtins.genList (i: builtins.substring i 1 s) (builtins.stringLength s);
  step = st: c: if builtins.match "[0-9]" c != null then st // { cur = st.cur + c; } else { out = st.out ++ (if st.cur == "" then [ ] else [ (builtins.fromJSON st.cur) ]) ++ (if c == " " then [ ] else [ c ]); cur = ""; };
  lex = s: (builtins.foldl' step { out = [ ]; cur = ""; } (chars (s + " "))).out;
in lex "12+(3* 45)-6"
