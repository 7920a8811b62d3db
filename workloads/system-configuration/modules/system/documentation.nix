# Documentation of all options, as data.
{ config, lib, pkgs, options, ... }:
let
  cfg = config.documentation;
  root = toString ../.. + "/";
  visible = builtins.filter (option: option.visible or true && !(option.internal or false)) (lib.optionsToList options);

  # The options of submodules are listed below the option whose type they are, down to some depth.
  describe =
    depth: option:
    [
      (
        {
          name = lib.showOption option.path;
          type = option.type.description;
          description = option.description or null;
          declarations = map (file: lib.removePrefix root file) option.declarations;
        }
        // lib.optionalAttrs (option ? example) { example = lib.generators.toPretty { } option.example; }
        // lib.optionalAttrs (option ? defaultText) { default = option.defaultText; }
        // lib.optionalAttrs (!(option ? defaultText) && option ? default) { default = defaultOf option.default; }
      )
    ]
    ++ lib.optionals (depth > 0) (builtins.concatMap (describe (depth - 1)) (builtins.filter (inner: inner.visible or true) (lib.optionsToList (subOptions option.type option.path))));
  subOptions =
    type: path:
    if type ? getSubOptions then
      type.getSubOptions path
    else if type.name or "" == "attrsOf" || type.name or "" == "listOf" || type.name or "" == "nullOr" then
      subOptions (builtins.head type.parts) (path ++ [ (if type.name == "attrsOf" then "<name>" else "*") ])
    else
      { };
  defaultOf =
    value:
    if builtins.isAttrs value && lib.isDerivation value then
      "‹derivation ${value.name}›"
    else if builtins.isAttrs value || builtins.isList value then
      if value == { } || value == [ ] then builtins.toJSON value else "‹${builtins.typeOf value}›"
    else if builtins.isFunction value then
      "‹function›"
    else
      lib.generators.toPretty { } value;
in
{
  options.documentation = {
    enable = lib.mkOption { type = lib.types.bool; default = true; description = "Whether documentation is there."; };
    depth = lib.mkOption { type = lib.types.ints.unsigned; default = 1; description = "How far into submodules it goes."; };
  };
  config.system.build.optionsDocumentation =
    if cfg.enable then
      pkgs.writeText "options.json" (
        builtins.unsafeDiscardStringContext (builtins.toJSON (builtins.concatMap (describe cfg.depth) visible))
      )
    else
      null;
}
