# Two overlays made one, of which the second sees the first.
let
  first = final: previous: { house-stack = [ previous.hello ]; };
  second = final: previous: {
    house-stack = previous.house-stack ++ [ final.jq ];
    house-bundle = final.symlinkJoin {
      name = "house-bundle";
      paths = final.house-stack;
    };
  };
in
final: previous: previous.lib.composeManyExtensions [ first second (_: _: { }) ] final previous
