let
  extends = o: f: self: let s = f self; in s // o self s;
  fix = f: let x = f x; in x;
in
(fix (extends (self: super: { a = super.a + 1; }) (self: { a = "s"; }))).a
