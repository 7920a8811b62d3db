# What importing a derivation's file gives: a set for each output, much as the function `derivation` makes them.
{
  drvPath,
  name,
  # The path of each output.
  outputs,
}:

let
  outputSet = outputName: outPath: sets // {
    inherit drvPath name outputName outPath all;
    type = "derivation";
  };

  sets = builtins.mapAttrs outputSet outputs;

  all = builtins.attrValues sets;

in
builtins.head all
