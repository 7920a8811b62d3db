# File formats: the type of what a file can hold, and how it is written.
{ lib }:
let
  inherit (lib) types;
  atom = types.nullOr (types.oneOf [ types.bool types.int types.float types.str types.path ]) // { description = "atom (null, bool, int, float, string or path)"; };
  listOrAtom = types.either atom (types.listOf atom) // { description = "atom or list of atoms"; };
  plain =
    value:
    if value == null then
      "null"
    else if builtins.isBool value then
      lib.boolToString value
    else
      toString value;

  toTOML =
    let
      key = name: if builtins.match "[A-Za-z0-9_-]+" name == null then builtins.toJSON name else name;
      inline = builtins.toJSON;
      section =
        path: set:
        let
          isTable = value: builtins.isAttrs value && !(lib.isDerivation value);
          tables = lib.filterAttrs (_: isTable) set;
          flat = lib.filterAttrs (_: value: !(isTable value) && value != null) set;
        in
        lib.optionalString (path != [ ]) "\n[${lib.concatMapStringsSep "." key path}]\n"
        + lib.concatStrings (lib.mapAttrsToList (name: value: "${key name} = ${inline value}\n") flat)
        + lib.concatStrings (lib.mapAttrsToList (name: section (path ++ [ name ])) tables);
    in
    section [ ];
in
pkgs: {
  json = {
    type = types.jsonValue;
    generate =
      name: value:
      pkgs.runCommandLocal name {
        nativeBuildInputs = [ pkgs.jq ];
        value = builtins.toJSON value;
        passAsFile = [ "value" ];
      } "jq . \"$valuePath\" > $out";
  };
  yaml = {
    type = types.jsonValue;
    generate = name: value: pkgs.writeText name (builtins.toJSON value);
  };
  toml = {
    type = types.jsonValue;
    generate = name: value: pkgs.writeText name (toTOML value);
  };
  ini =
    { listsAsDuplicateKeys ? false }:
    {
      type = types.attrsOf (types.attrsOf (if listsAsDuplicateKeys then listOrAtom else atom));
      generate =
        name: value:
        pkgs.writeText name (
          lib.generators.toINI {
            repeatKeys = listsAsDuplicateKeys;
            line = lib.generators.keyValueLine { render = plain; };
          } value
        );
    };
  keyValue = {
    type = types.attrsOf listOrAtom;
    generate =
      name: value:
      pkgs.writeText name (
        lib.generators.toKeyValue {
          repeatKeys = true;
          line = lib.generators.keyValueLine { separator = " "; render = plain; };
        } value
      );
  };
}
