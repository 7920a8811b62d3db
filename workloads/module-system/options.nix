# Option declarations and the wrappers that give a definition its condition, priority or order.
{ lib }:
rec {
  mkOption = attributes: attributes // { _type = "option"; };

  mkEnableOption =
    what:
    mkOption {
      type = lib.types.bool;
      default = false;
      description = "Whether to enable ${what}.";
    };

  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };

  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };

  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };

  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;
  defaultPriority = 100;

  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };

  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;
  defaultOrder = 1000;

  isType = name: value: value._type or null == name;

  isOption = isType "option";

  showPath = builtins.concatStringsSep ".";

  showFiles = definitions: builtins.concatStringsSep ", " (map (definition: definition.file) definitions);
}
