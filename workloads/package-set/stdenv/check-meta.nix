# Whether a package may be used here: its license, platforms, state and known vulnerabilities.
{ lib, config, hostPlatform }:
let
  inherit (builtins) any elem isList;

  allowUnfree = config.allowUnfree or false;
  allowBroken = config.allowBroken or false;
  allowUnsupported = config.allowUnsupportedSystem or false;
  allowUnfreePredicate = config.allowUnfreePredicate or (_: false);
  permittedInsecure = config.permittedInsecurePackages or [ ];
  blockedLicenses = config.blocklistedLicenses or [ ];

  licensesOf = attributes: lib.toList (attributes.meta.license or [ ]);
  isUnfree = attributes: any (license: !(license.free or true)) (licensesOf attributes);
  nameOf = attributes: attributes.name or "${attributes.pname}-${attributes.version}";

  # A platform is named by its system, or by a set of attributes that the platform must have.
  matches =
    pattern:
    if builtins.isString pattern then
      pattern == hostPlatform.system
    else
      builtins.all (name: hostPlatform.${name} or null == pattern.${name}) (builtins.attrNames pattern);

  unsupported =
    attributes:
    let
      meta = attributes.meta or { };
    in
    (meta ? platforms && !(any matches meta.platforms)) || any matches (meta.badPlatforms or [ ]);

  problems =
    attributes:
    let
      meta = attributes.meta or { };
      name = nameOf attributes;
    in
    [
      {
        holds = isUnfree attributes && !(allowUnfree || allowUnfreePredicate attributes);
        kind = "unfree";
        message = "has an unfree license (${
          lib.concatMapStringsSep ", " (license: "‘${license.shortName or license.fullName}’") (licensesOf attributes)
        })";
      }
      {
        holds = any (license: elem license blockedLicenses) (licensesOf attributes);
        kind = "blocklisted";
        message = "has a blocklisted license";
      }
      {
        holds = (meta.broken or false) && !allowBroken;
        kind = "broken";
        message = "is marked as broken";
      }
      {
        holds = unsupported attributes && !allowUnsupported;
        kind = "unsupported";
        message = "is not available on the requested hostPlatform: ${hostPlatform.config}";
      }
      {
        holds = meta.knownVulnerabilities or [ ] != [ ] && !(elem name permittedInsecure);
        kind = "insecure";
        message = "is marked as insecure:\n${lib.concatMapStrings (reason: " - ${reason}\n") meta.knownVulnerabilities}";
      }
    ];

  fieldTypes = {
    description = builtins.isString;
    homepage = value: builtins.isString value || isList value;
    license = value: isList value || builtins.isAttrs value;
    platforms = isList;
    broken = builtins.isBool;
    priority = builtins.isInt;
    mainProgram = builtins.isString;
    maintainers = isList;
  };

  wrongFields =
    meta: builtins.filter (field: meta ? ${field} && !(fieldTypes.${field} meta.${field})) (builtins.attrNames fieldTypes);
in
{
  # `{ available, reason, validate }`: forcing `validate` throws if the package may not be used.
  check =
    attributes:
    let
      found = builtins.filter (problem: problem.holds) (problems attributes);
      wrong = lib.optionals (config.checkMeta or true) (wrongFields (attributes.meta or { }));
      problem = builtins.head found;
    in
    {
      available = found == [ ];
      reason = if found == [ ] then null else problem.kind;
      validate =
        if found != [ ] then
          throw "Package ‘${nameOf attributes}’ ${problem.message}, refusing to evaluate."
        else if wrong != [ ] then
          throw "Package ‘${nameOf attributes}’ has an invalid meta attribute: ${builtins.concatStringsSep ", " wrong}"
        else
          true;
    };

  # What a package says about itself, completed.
  complete =
    {
      attributes,
      outputs,
      position,
      checked,
    }:
    {
      outputsToInstall =
        let
          first = lib.findFirst (output: elem output outputs) "out" [ "bin" "out" ];
        in
        [ first ] ++ lib.optional (elem "man" outputs) "man";
      position = if position == null then null else "${baseNameOf position.file}:${toString position.line}";
      name = nameOf attributes;
    }
    // attributes.meta or { }
    // {
      available = checked.available;
      unfree = isUnfree attributes;
      unsupported = unsupported attributes;
    };
}
