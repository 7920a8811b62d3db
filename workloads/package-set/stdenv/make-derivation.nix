# `mkDerivation`: from what a package file says to the arguments of a derivation.
{ lib, config }:
stdenv:
let
  inherit (builtins) attrNames elem filter isFunction;
  inherit (stdenv) buildPlatform hostPlatform targetPlatform;

  checkMeta = import ./check-meta.nix { inherit lib config hostPlatform; };
  isCross = buildPlatform != hostPlatform;

  # Dependency lists, with the pair of platforms whose packages they take.
  dependencyKinds = {
    depsBuildBuild = "buildBuild";
    nativeBuildInputs = "buildHost";
    depsBuildTarget = "buildTarget";
    depsHostHost = "hostHost";
    buildInputs = "hostTarget";
    depsTargetTarget = "targetTarget";
  };
  propagatedKinds = {
    depsBuildBuildPropagated = "buildBuild";
    propagatedNativeBuildInputs = "buildHost";
    depsBuildTargetPropagated = "buildTarget";
    depsHostHostPropagated = "hostHost";
    propagatedBuildInputs = "hostTarget";
    depsTargetTargetPropagated = "targetTarget";
  };
  allKinds = dependencyKinds // propagatedKinds;

  pick = kind: package: lib.getDev (package.__spliced.${kind} or package);

  # Lists of inputs may be nested and hold nulls, which stand for nothing.
  inputsOf = kind: inputs: map (pick kind) (filter (input: input != null) (lib.flatten inputs));

  ownAttributes = [
    "meta"
    "passthru"
    "pos"
    "checkInputs"
    "nativeCheckInputs"
    "installCheckInputs"
    "nativeInstallCheckInputs"
    "configurePlatforms"
    "hardeningDisable"
    "outputChecks"
    "env"
    "finalPackage"
    "disallowedReferences"
    "disallowedRequisites"
  ]
  ++ attrNames allKinds;

  hardeningFlags = [ "format" "fortify" "pic" "relro" "stackprotector" "strictoverflow" ];

  knownHardening =
    disabled:
    let
      unknown = lib.subtractLists (hardeningFlags ++ [ "all" "pie" "bindnow" ]) disabled;
    in
    if unknown != [ ] then throw "unknown hardening flags: ${builtins.concatStringsSep " " unknown}" else disabled;

  makeArguments =
    {
      name ? "${attributes.pname}-${attributes.version}",
      outputs ? [ "out" ],
      __structuredAttrs ? config.structuredAttrsByDefault or false,
      strictDeps ? config.strictDepsByDefault or isCross,
      doCheck ? config.doCheckByDefault or false,
      doInstallCheck ? false,
      configureFlags ? [ ],
      cmakeFlags ? [ ],
      mesonFlags ? [ ],
      configurePlatforms ? lib.optionals isCross [ "build" "host" ],
      hardeningDisable ? [ ],
      patches ? [ ],
      checkInputs ? [ ],
      nativeCheckInputs ? [ ],
      installCheckInputs ? [ ],
      nativeInstallCheckInputs ? [ ],
      outputChecks ? { },
      env ? { },
      ...
    }@attributes:
    let
      canRun = buildPlatform.canExecute hostPlatform;
      checks = doCheck && canRun;
      installChecks = doInstallCheck && canRun;
      isFixed = attributes ? outputHash;

      given = kind: attributes.${kind} or [ ];
      dependencies = builtins.mapAttrs (name: kind: inputsOf kind (given name ++ extraInputs name)) allKinds;
      extraInputs =
        name:
        if name == "nativeBuildInputs" then
          lib.optionals checks nativeCheckInputs ++ lib.optionals installChecks nativeInstallCheckInputs
        else if name == "buildInputs" then
          lib.optionals checks checkInputs
          ++ lib.optionals installChecks installCheckInputs
          ++ lib.optionals (!isFixed) stdenv.extraBuildInputs
        else
          [ ];

      platformFlags = lib.concatLists [
        (lib.optional (elem "build" configurePlatforms) "--build=${buildPlatform.config}")
        (lib.optional (elem "host" configurePlatforms) "--host=${hostPlatform.config}")
        (lib.optional (elem "target" configurePlatforms) "--target=${targetPlatform.config}")
      ];
      crossFile = builtins.toFile "cross-file.conf" ''
        [host_machine]
        system = '${hostPlatform.parsed.kernel.name}'
        cpu_family = '${hostPlatform.linuxArch}'
        cpu = '${hostPlatform.parsed.cpu.name}'
        endian = 'little'
      '';

      clashes = filter (variable: attributes ? ${variable}) (attrNames env);
      checkedEnv =
        if clashes != [ ] then
          throw "`env' of ${name} overlaps with attributes: ${builtins.concatStringsSep ", " clashes}"
        else
          builtins.mapAttrs (
            variable: value:
            if builtins.isAttrs value || builtins.isString value || builtins.isBool value || builtins.isInt value then
              value
            else
              throw "`env.${variable}' of ${name} is a ${builtins.typeOf value}, which no variable can hold"
          ) env;

      referenceChecks =
        let
          disallowed = stdenv.disallowedRequisites ++ attributes.disallowedRequisites or [ ];
          checksOf =
            output:
            lib.optionalSet (disallowed != [ ]) "disallowedRequisites" disallowed
            // lib.optionalSet (attributes ? disallowedReferences) "disallowedReferences" attributes.disallowedReferences
            // outputChecks.${output} or { };
        in
        if isFixed then
          { }
        else if __structuredAttrs then
          { outputChecks = lib.filterAttrs (_: checks: checks != { }) (lib.genAttrs outputs checksOf); }
        else
          checksOf "out";
    in
    removeAttrs attributes ownAttributes
    // {
      name = name + lib.optionalString (isCross && !isFixed) "-${hostPlatform.config}";
      builder = attributes.realBuilder or stdenv.shell;
      args = attributes.args or [
        "-e"
        (attributes.builder or ./default-builder.sh)
      ];
      inherit stdenv;
      system = buildPlatform.system;
      userHook = config.stdenv.userHook or null;
      __ignoreNulls = true;
      inherit __structuredAttrs strictDeps;
      patches = patches;
      doCheck = checks;
      doInstallCheck = installChecks;
      configureFlags = configureFlags ++ platformFlags;
      cmakeFlags = cmakeFlags ++ lib.optionals isCross [
        "-DCMAKE_SYSTEM_NAME=${lib.capitalise hostPlatform.parsed.kernel.name}"
        "-DCMAKE_SYSTEM_PROCESSOR=${hostPlatform.parsed.cpu.name}"
      ];
      mesonFlags = lib.optional isCross "--cross-file=${crossFile}" ++ mesonFlags;
      ${if outputs != [ "out" ] || __structuredAttrs then "outputs" else null} = outputs;
      ${if hardeningDisable != [ ] then "NIX_HARDENING_ENABLE" else null} =
        if elem "all" (knownHardening hardeningDisable) then
          ""
        else
          toString (lib.subtractLists hardeningDisable hardeningFlags);
    }
    // (if __structuredAttrs then { env = checkedEnv; } else checkedEnv)
    // lib.optionalAttrs (config.contentAddressedByDefault && !isFixed) {
      __contentAddressed = true;
      outputHashAlgo = "sha256";
      outputHashMode = "recursive";
    }
    // dependencies
    // referenceChecks;

  mkDerivation =
    argument:
    if isFunction argument || argument ? __functor then
      fixed argument
    else
      simple (change: fixed (final: change final argument)) argument;

  # A function of what the attributes will be once everything has been overridden.
  fixed =
    rattrs:
    let
      attributes = rattrs (attributes // { inherit finalPackage; });
      finalPackage = simple (change: fixed (final: change final (rattrs final))) attributes;
    in
    finalPackage;

  # A change is a set, a function of the previous attributes, or one of the final and the previous.
  normaliseChange =
    change: final: previous:
    let
      once = change previous;
      result =
        if !(lib.isFunction change) then
          change
        else if lib.isFunction once then
          change final previous
        else
          once;
    in
    previous // result;

  simple =
    remake: attributes:
    let
      checked = checkMeta.check attributes;
      arguments = makeArguments attributes;
      outputs = attributes.outputs or [ "out" ];
      position =
        if attributes ? pos then attributes.pos else builtins.unsafeGetAttrPos "version" attributes;
      meta = checkMeta.complete {
        inherit attributes outputs position checked;
      };
    in
    lib.extendDerivation checked.validate (
      {
        overrideAttrs = change: remake (normaliseChange change);
        inputDerivation = derivation (
          removeAttrs arguments [
            "outputHash"
            "outputHashAlgo"
            "outputHashMode"
            "allowedReferences"
            "disallowedReferences"
            "disallowedRequisites"
            "outputChecks"
            "outputs"
          ]
          // {
            name = "${arguments.name}-inputs";
            builder = stdenv.shell;
            args = [ "-c" "export > $out" ];
          }
        );
        inherit meta;
        passthru = attributes.passthru or { };
      }
      // attributes.passthru or { }
    ) (derivation arguments);
in
mkDerivation
