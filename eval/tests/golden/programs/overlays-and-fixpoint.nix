let
  fix = f: let x = f x; in x;
  both = one: two: final: prev: let mid = one final prev; in mid // two final (prev // mid);
  extend = f: overlay: final: let prev = f final; in prev // overlay final prev;
  base = final: { version = "1.0"; name = "pkg-${final.version}"; deps = [ ]; };
  bump = final: prev: { version = "2.0"; };
  addDeps = final: prev: { deps = prev.deps ++ [ final.name ]; };
in fix (extend base (both (both bump addDeps) addDeps))
