# Configuration files made from attribute sets.
{ lib }:
rec {
  valueToString =
    value:
    if builtins.isString value then
      value
    else if value == true then
      "true"
    else if value == false then
      "false"
    else if value == null then
      "null"
    else if builtins.isList value then
      lib.concatMapStringsSep "," valueToString value
    else if builtins.isAttrs value then
      throw "a set has no place in a line of a configuration file"
    else
      toString value;

  keyValueLine =
    {
      separator ? "=",
      render ? valueToString,
    }:
    key: value:
    "${lib.escape [ separator ] key}${separator}${render value}";

  toKeyValue =
    {
      line ? keyValueLine { },
      repeatKeys ? false,
    }:
    set:
    let
      linesOf = key: value: map (one: "${line key one}\n") (if repeatKeys then lib.toList value else [ value ]);
    in
    lib.concatStrings (builtins.concatLists (lib.mapAttrsToList linesOf set));

  toINI =
    {
      section ? lib.escape [ "[" "]" ],
      line ? keyValueLine { },
      repeatKeys ? false,
    }:
    sections:
    builtins.concatStringsSep "\n" (
      lib.mapAttrsToList (name: set: "[${section name}]\n${toKeyValue { inherit line repeatKeys; } set}") sections
    );

  # Nix syntax, indented, without quotes around names that need none.
  toPretty =
    {
      indent ? "",
    }:
    value:
    let
      inner = indent + "  ";
      nested = toPretty { indent = inner; };
      name = key: if builtins.match "[a-zA-Z_][a-zA-Z0-9_'-]*" key != null then key else builtins.toJSON key;
    in
    if builtins.isString value then
      builtins.toJSON value
    else if builtins.isList value then
      if value == [ ] then
        "[ ]"
      else
        "[\n${lib.concatMapStrings (item: "${inner}${nested item}\n") value}${indent}]"
    else if builtins.isFunction value then
      "<function>"
    else if builtins.isAttrs value then
      if value == { } then
        "{ }"
      else
        "{\n${
          lib.concatStrings (lib.mapAttrsToList (key: item: "${inner}${name key} = ${nested item};\n") value)
        }${indent}}"
    else
      valueToString value;

  toShellVariables =
    set: lib.concatStrings (lib.mapAttrsToList (key: value: "export ${key}=${lib.escapeShellArg value}\n") set);
}
