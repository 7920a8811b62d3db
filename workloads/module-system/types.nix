# Option types: what a definition must look like, and how several definitions become one value.
{ lib }:
let
  inherit (builtins) all concatMap concatLists filter head isAttrs isBool isInt isList isString length mapAttrs;

  values = map (definition: definition.value);

  # Definitions may differ in where they come from, but must agree.
  mergeEqual =
    path: definitions:
    if all (value: value == (head definitions).value) (values definitions) then
      (head definitions).value
    else
      throw "the option `${lib.showPath path}' has conflicting definitions in ${lib.showFiles definitions}";

  mergeOne =
    path: definitions:
    if length definitions == 1 then
      (head definitions).value
    else
      throw "the option `${lib.showPath path}' is defined several times, in ${lib.showFiles definitions}";

  # Two declarations of one option are compatible if their types are the same by name and parts.
  makeType =
    {
      name,
      description ? name,
      check ? _: true,
      merge ? mergeEqual,
      parts ? [ ],
      rebuild ? null,
    }:
    let
      self = {
        _type = "option-type";
        inherit name description check merge parts rebuild;
        typeMerge =
          other:
          if other.name != name then
            null
          else if rebuild == null then
            self
          else
            let
              merged = lib.zipListsWith (mine: theirs: mine.typeMerge theirs) parts other.parts;
            in
            if builtins.elem null merged then null else rebuild merged;
      };
    in
    self;

  # Merges the definitions made for one element of a collection, which may carry conditions and
  # priorities of their own.
  mergeElement =
    element: path: definitions:
    lib.mergeDefinitions path element definitions;
in
rec {
  inherit makeType;

  anything = makeType { name = "anything"; };

  raw = makeType {
    name = "raw";
    description = "raw value";
    merge = mergeOne;
  };

  bool = makeType {
    name = "bool";
    description = "boolean";
    check = isBool;
  };

  int = makeType {
    name = "int";
    description = "signed integer";
    check = isInt;
  };

  between =
    low: high:
    makeType {
      name = "int between ${toString low} and ${toString high}";
      check = value: isInt value && value >= low && value <= high;
    };

  port = between 0 65535;

  str = makeType {
    name = "str";
    description = "string";
    check = isString;
  };

  strMatching =
    pattern:
    makeType {
      name = "string matching ${pattern}";
      check = value: isString value && builtins.match pattern value != null;
    };

  lines = makeType {
    name = "lines";
    description = "strings concatenated with line feeds";
    check = isString;
    merge = _: definitions: builtins.concatStringsSep "\n" (values definitions);
  };

  enum =
    allowed:
    makeType {
      name = "one of ${builtins.toJSON allowed}";
      check = value: builtins.elem value allowed;
    };

  nullOr =
    element:
    makeType {
      name = "nullOr";
      description = "null or ${element.description}";
      check = value: value == null || element.check value;
      merge =
        path: definitions:
        if all (value: value == null) (values definitions) then
          null
        else
          element.merge path definitions;
      parts = [ element ];
      rebuild = parts: nullOr (head parts);
    };

  either =
    first: second:
    makeType {
      name = "either";
      description = "${first.description} or ${second.description}";
      check = value: first.check value || second.check value;
      merge =
        path: definitions:
        if all first.check (values definitions) then
          first.merge path definitions
        else if all second.check (values definitions) then
          second.merge path definitions
        else
          mergeEqual path definitions;
      parts = [
        first
        second
      ];
      rebuild = parts: either (head parts) (lib.last parts);
    };

  oneOf = types: lib.foldr either (lib.last types) (lib.init types);

  listOf =
    element:
    makeType {
      name = "listOf";
      description = "list of ${element.description}";
      check = isList;
      merge =
        path: definitions:
        map (merged: merged.value) (
          filter (merged: merged.definitions != [ ]) (
            concatLists (
              map (
                definition:
                lib.imap1 (
                  index: value:
                  mergeElement element (path ++ [ "[${toString index}]" ]) [
                    {
                      inherit (definition) file;
                      inherit value;
                    }
                  ]
                ) definition.value
              ) definitions
            )
          )
        );
      parts = [ element ];
      rebuild = parts: listOf (head parts);
    };

  # Elements whose conditions all fail are left out; so every element's definitions are looked at.
  attrsOf =
    element:
    makeType {
      name = "attrsOf";
      description = "attribute set of ${element.description}";
      check = isAttrs;
      merge =
        path: definitions:
        mapAttrs (_: merged: merged.value) (
          lib.filterAttrs (_: merged: merged.definitions != [ ]) (mergeElements element path definitions)
        );
      parts = [ element ];
      rebuild = parts: attrsOf (head parts);
    };

  # Elements stay unevaluated until they are asked for.
  lazyAttrsOf =
    element:
    makeType {
      name = "lazyAttrsOf";
      description = "lazy attribute set of ${element.description}";
      check = isAttrs;
      merge = path: definitions: mapAttrs (_: merged: merged.value) (mergeElements element path definitions);
      parts = [ element ];
      rebuild = parts: lazyAttrsOf (head parts);
    };

  mergeElements =
    element: path: definitions:
    builtins.zipAttrsWith (name: mergeElement element (path ++ [ name ])) (
      map (definition: mapAttrs (_: value: {
        inherit (definition) file;
        inherit value;
      }) definition.value) definitions
    );

  submodule = modules: submoduleWith { modules = lib.toList modules; };

  submoduleWith =
    {
      modules,
      specialArgs ? { },
    }:
    makeType {
      name = "submodule";
      check = value: isAttrs value || lib.isFunction value;
      merge =
        path: definitions:
        removeAttrs
          (lib.evalModules {
            inherit specialArgs;
            prefix = path;
            modules =
              modules
              ++ [ { _module.args.name = lib.mkOptionDefault (lib.last path); } ]
              ++ map (definition: {
                key = definition.file;
                _file = definition.file;
                imports = [ definition.value ];
              }) definitions;
          }).config
          [ "_module" ];
    };
}
