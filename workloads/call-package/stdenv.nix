# A stand-in for the standard environment: `mkDerivation` checks and completes its attributes
# as the real one does, and derives an output path from them without a store.
{ lib }:
let
  defaultPhases = [
    "unpackPhase"
    "patchPhase"
    "configurePhase"
    "buildPhase"
    "installPhase"
  ];

  hostPlatform = {
    system = "x86_64-linux";
    isLinux = true;
    isDarwin = false;
    is64bit = true;
  };

  checkMeta =
    meta:
    {
      broken = false;
      available = builtins.any (platform: platform == hostPlatform.system) (meta.platforms or [ hostPlatform.system ]);
    }
    // meta;

  # The attributes a builder would see: nulls dropped, lists joined, booleans spelt as in a shell.
  environmentOf =
    attributes:
    builtins.mapAttrs (
      _: value:
      if builtins.isList value then
        toString value
      else if builtins.isBool value then
        lib.optionalString value "1"
      else
        toString value
    ) (lib.filterAttrs (_: value: value != null && !(builtins.isFunction value)) attributes);

  outputsOf =
    name: hash: outputs:
    lib.genAttrs outputs (
      output: "/nix/store/${builtins.substring 0 32 hash}-${name}${lib.optionalString (output != "out") "-${output}"}"
    );

  mkDerivation =
    argument:
    let
      # Either a plain set, or a function of the final attributes.
      f = lib.toFunction argument;
      attributes = f (attributes // { finalPackage = package; });
      package = build attributes;
      overrideAttrs =
        change:
        mkDerivation (
          final:
          let
            previous = f final;
          in
          previous // (if lib.isFunction change then change previous else change)
        );

      build =
        {
          pname,
          version,
          outputs ? [ "out" ],
          buildInputs ? [ ],
          nativeBuildInputs ? [ ],
          propagatedBuildInputs ? [ ],
          passthru ? { },
          meta ? { },
          ...
        }@given:
        let
          name = "${pname}-${version}";
          phases = given.phases or (defaultPhases ++ lib.optional (given.doCheck or false) "checkPhase");
          inputs = lib.unique (
            builtins.concatMap (input: [ input ] ++ input.propagatedBuildInputs or [ ]) (
              builtins.filter (input: input != null) (buildInputs ++ nativeBuildInputs ++ propagatedBuildInputs)
            )
          );
          environment =
            environmentOf (
              removeAttrs given [
                "meta"
                "passthru"
                "finalPackage"
              ]
            )
            // {
              inherit name;
              inputs = map (input: "${input}") inputs;
              phases = toString phases;
            };
          hash = lib.checksum environment;
          paths = outputsOf name hash outputs;
          self =
            given
            // passthru
            // {
              type = "derivation";
              inherit name outputs overrideAttrs passthru;
              system = hostPlatform.system;
              outPath = paths.${builtins.head outputs};
              drvPath = "${paths.${builtins.head outputs}}.drv";
              meta = checkMeta (
                meta
                // {
                  inherit name;
                  outputsToInstall = meta.outputsToInstall or [ (builtins.head outputs) ];
                }
              );
              allInputs = inputs;
            }
            // builtins.mapAttrs (output: outPath: self // { inherit outPath; outputName = output; }) paths;
        in
        self;
    in
    package;
in
{
  inherit mkDerivation hostPlatform;
  inherit (hostPlatform) isLinux isDarwin;
  cc = {
    name = "cc-wrapper";
    isGNU = true;
  };
}
