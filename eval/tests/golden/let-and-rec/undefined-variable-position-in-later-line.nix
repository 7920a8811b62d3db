let
  a = 1;
  b = {
    c = a + undefinedThing;
  };
in b
