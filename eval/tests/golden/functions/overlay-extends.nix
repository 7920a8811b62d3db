let
  fix = f: let x = f x; in x;
  extends = overlay: f: final: let prev = f final; in prev // overlay final prev;
  base = final: { a = 1; b = final.a + 1; };
  over = final: prev: { a = prev.a * 10; c = final.b; };
in fix (extends over base)
