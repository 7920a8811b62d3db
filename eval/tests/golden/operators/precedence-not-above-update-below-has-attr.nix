let s = { a = true; }; in [ (!s ? a) (!s.a) (!s.a || true) (!false && false) (!!true) ]
