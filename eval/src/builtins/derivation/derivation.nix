# The function `derivation`: the attributes of a derivation, and one set for each of its outputs.
attributes@{ outputs ? [ "out" ], ... }:

let
  # Computed when a path is asked for: a set of derivations may refer to itself.
  computed = derivationStrict attributes;

  outputSet = outputName: {
    name = outputName;
    value = common // {
      outPath = computed.${outputName};
      drvPath = computed.drvPath;
      type = "derivation";
      inherit outputName;
    };
  };

  named = map outputSet outputs;

  common = attributes // builtins.listToAttrs named // {
    all = map (output: output.value) named;
    drvAttrs = attributes;
  };

in
(builtins.head named).value
