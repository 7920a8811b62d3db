# One overlay of each of five kinds, chosen by its number.
{ lib }:
number:
let
  seed = lib.scramble (number + 77);
  named = layer: width: "${layer}-${toString (lib.mod (seed / 8) width)}";
  core = named "core" 40;
  library = named "library" 160;
  tool = named "tool" 240;
  leaf = named "leaf" 360;

  # Raises the version of a package and renames it accordingly.
  bump =
    package:
    package
    // rec {
      version = "${package.version}.${toString number}";
      name = "${package.pname}-${version}";
    };

  kinds = [
    (_: previous: { ${library} = bump previous.${library}; })

    (final: previous: {
      ${tool} = previous.${tool} // {
        inputs = previous.${tool}.inputs ++ [ final.${library} ];
        closure = lib.mod (previous.${tool}.closure + final.${library}.closure) 1000003;
      };
    })

    (final: previous: {
      "extra-${toString number}" = bump previous.${leaf} // {
        pname = "extra";
        closure = final.${core}.closure + previous.${leaf}.weight;
      };
    })

    (final: previous: {
      ${core} = previous.${core} // {
        weight = previous.${core}.weight + 1;
        closure = previous.${core}.closure + 1;
      };
      ${leaf} = previous.${leaf} // {
        closure = lib.mod (final.${tool}.closure + previous.${leaf}.closure) 1000003;
      };
    })

    # A whole family replaced at once.
    (
      _: previous:
      lib.genAttrs (map (index: "leaf-${toString (lib.mod (seed + index * 13) 360)}") (lib.range 1 8)) (
        name: bump previous.${name}
      )
    )
  ];
in
builtins.elemAt kinds (lib.mod number 5)
