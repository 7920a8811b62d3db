# Ways to declare an option, or to say that it is called otherwise by now.
{ lib }:
rec {
  mkPackageOption =
    pkgs: name:
    {
      default ? [ name ],
      nullable ? false,
    }:
    let
      path = lib.toList default;
      type = lib.types.package;
    in
    lib.mkOption {
      type = if nullable then lib.types.nullOr type else type;
      default = lib.attrByPath path (throw "there is no package ${builtins.concatStringsSep "." path}") pkgs;
      defaultText = "pkgs.${builtins.concatStringsSep "." path}";
      description = "The package of ${name}.";
    };

  literalExpression = text: {
    _type = "literalExpression";
    inherit text;
  };

  showOption =
    path: builtins.concatStringsSep "." (map (part: if builtins.match "[a-zA-Z_][a-zA-Z0-9_'-]*" part == null then builtins.toJSON part else part) path);

  # Definitions of the old name are definitions of the new one, with their priorities.
  mkRenamedOptionModule =
    from: to:
    { options, config, lib, ... }:
    let
      old = lib.getAttrFromPath from options;
    in
    {
      options = lib.setAttrByPath from (
        lib.mkOption {
          visible = false;
          description = "Former name of `${showOption to}`.";
          apply = _: lib.getAttrFromPath to config;
          type = lib.types.anything;
        }
      );
      config = lib.mkMerge [
        { warnings = lib.optional (old.definitions != [ ]) "The option `${showOption from}' has been renamed to `${showOption to}'."; }
        (lib.setAttrByPath to (lib.mkMerge (map (definition: lib.mkOverride old.highestPriority definition.value) old.definitions)))
      ];
    };

  mkRemovedOptionModule =
    path: reason:
    { options, lib, ... }:
    let
      option = lib.getAttrFromPath path options;
    in
    {
      options = lib.setAttrByPath path (
        lib.mkOption {
          visible = false;
          type = lib.types.anything;
          apply = _: throw "The option `${showOption path}' can no longer be used since it's been removed. ${reason}";
        }
      );
      config.assertions = [
        {
          assertion = option.definitions == [ ];
          message = "The option definition `${showOption path}' no longer has any effect; please remove it. ${reason}";
        }
      ];
    };

  # Every leaf option of a tree, in order.
  optionsToList =
    tree:
    builtins.concatMap (
      name:
      let
        value = tree.${name};
      in
      if lib.isOption value then [ value ] else if name == "_module" then [ ] else optionsToList value
    ) (builtins.attrNames tree);
}
