# The function `derivation`: the attributes of a derivation, and one set for each of its outputs.
#
# It takes what `derivationStrict` takes:
#
#   name, system, builder
#     What the derivation is called, the kind of machine that can build it, and the program that does.
#   args
#     The arguments of that program.
#   outputs
#     The names of its outputs, of which the first is the one that is meant where none is named.
#   outputHash, outputHashAlgo, outputHashMode
#     The hash of the only output, which may then be fetched from anywhere.
#
# Every other attribute is a variable of the builder's environment, as a string; or, with `__structuredAttrs`, a part
# of one document that the builder reads.
#
# It gives those attributes and for each output a set of the same kind, with
#
#   outPath, outputName, type
#     The store path of the output, its name, and the mark of a derivation.
#   drvPath
#     The store path of the derivation itself.
#   all, drvAttrs
#     The sets of all outputs, and the attributes as they were given.
#
# The store paths are computed when they are asked for: a set of derivations may refer to itself.
#
# Errors and traces name places in this file. Lines and columns from here on are those that C++ Nix names for the
# same.
drvAttrs@{
  outputs ? [ "out" ],
  ...
}:

let

  strict = derivationStrict drvAttrs;

  common =
    drvAttrs
    // (builtins.listToAttrs namedOutput)
    // {
      all = map (output: output.value) namedOutput;
      inherit drvAttrs;
    };

  outputSet = outputName: {
    name = outputName;
    value = common // {
      outPath = builtins.getAttr outputName strict;
      drvPath = strict.drvPath;
      type = "derivation";
      inherit outputName;
    };
  };

  namedOutput = map outputSet outputs;

in
(builtins.head namedOutput).value
