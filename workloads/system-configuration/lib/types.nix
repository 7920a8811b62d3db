# Types beyond the simple ones: packages, paths, numbers in bounds, coercions, submodules with free keys.
{ lib }:
let
  inherit (builtins) all filter head isAttrs isFloat isFunction isInt isList isString map;
  simple = import ../../module-system/types.nix { inherit lib; };
  inherit (simple) makeType;
  values = map (definition: definition.value);
  mergeOne =
    path: definitions:
    if builtins.length definitions == 1 then
      (head definitions).value
    else
      throw "The option `${lib.showOption path}' is defined multiple times while it's expected to be unique.";
  mergeEqual =
    path: definitions:
    if all (value: value == (head definitions).value) (values definitions) then
      (head definitions).value
    else
      throw "The option `${lib.showOption path}' has conflicting definition values.";
in
rec {
  float = makeType { name = "float"; description = "floating point number"; check = isFloat; };
  number = makeType { name = "number"; description = "signed integer or floating point number"; check = value: isInt value || isFloat value; };
  ints = {
    positive = makeType { name = "positiveInt"; description = "positive integer, meaning >0"; check = value: isInt value && value > 0; };
    unsigned = makeType { name = "unsignedInt"; description = "unsigned integer, meaning >=0"; check = value: isInt value && value >= 0; };
    inherit (simple) between;
  };
  path = makeType {
    name = "path";
    description = "absolute path";
    check = value: (builtins.isPath value || isString value || value ? outPath) && builtins.substring 0 1 (toString value) == "/";
    merge = mergeEqual;
  };
  package = makeType {
    name = "package";
    check = value: lib.isDerivation value || lib.hasPrefix builtins.storeDir (toString value);
    merge = mergeOne;
  };
  nonEmptyStr = makeType { name = "nonEmptyStr"; description = "non-empty string"; check = value: isString value && builtins.match "[ \t\n]*" value == null; };
  separatedString =
    separator:
    makeType {
      name = "separatedString(${separator})";
      description = "strings concatenated with ${builtins.toJSON separator}";
      check = isString;
      merge = _: definitions: builtins.concatStringsSep separator (values definitions);
    };
  commas = separatedString ",";
  envVar = separatedString ":";

  uniq =
    element:
    makeType {
      name = "uniq";
      inherit (element) description check;
      merge = path: definitions: element.merge path [ (builtins.seq (mergeOne path definitions) (head definitions)) ];
      parts = [ element ];
      rebuild = parts: uniq (head parts);
    };

  addCheck = element: check: element // { check = value: element.check value && check value; };
  nonEmptyListOf = element: addCheck (simple.listOf element) (list: list != [ ]);

  # Values of one type that are turned into another before they are merged.
  coercedTo =
    from: coerce: to:
    makeType {
      name = "coercedTo";
      description = "${to.description} or ${from.description} convertible to it";
      check = value: (from.check value && to.check (coerce value)) || to.check value;
      merge =
        path: definitions:
        to.merge path (
          map (definition: definition // { value = if from.check definition.value then coerce definition.value else definition.value; }) definitions
        );
      parts = [ to ];
      rebuild = parts: coercedTo from coerce (head parts);
    };

  functionTo =
    element:
    makeType {
      name = "functionTo";
      description = "function that evaluates to a(n) ${element.description}";
      check = lib.isFunction;
      merge =
        path: definitions: argument:
        (lib.mergeDefinitions (path ++ [ "<function body>" ]) element (
          map (definition: definition // { value = definition.value argument; }) definitions
        )).value;
    };

  # What JSON can hold. The type contains itself, so its description must not.
  jsonValue = makeType {
    name = "jsonValue";
    description = "JSON value";
    check = value: !(isFunction value);
    merge =
      path: definitions:
      let
        first = (head definitions).value;
      in
      if isList first then
        (simple.listOf jsonValue).merge path definitions
      else if isAttrs first && !(lib.isDerivation first) then
        (simple.attrsOf jsonValue).merge path definitions
      else
        mergeEqual path definitions;
  };

  deferredModule = makeType {
    name = "deferredModule";
    description = "module";
    check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
    merge = path: definitions: {
      imports = map (definition: {
        _file = "${definition.file}, via option ${lib.showOption path}";
        imports = [ definition.value ];
      }) definitions;
    };
  };

  submodule =
    modules:
    submoduleWith {
      modules = lib.toList modules;
      shorthandOnlyDefinesConfig = true;
    };

  submoduleWith =
    {
      modules,
      specialArgs ? { },
      shorthandOnlyDefinesConfig ? false,
    }@given:
    makeType {
      name = "submodule";
      check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
      merge =
        path: definitions:
        (lib.evalModules {
          inherit specialArgs;
          prefix = path;
          modules =
            modules
            ++ [ { _file = "name"; key = "name"; config._module.args.name = lib.mkOptionDefault (lib.last path); } ]
            ++ map (definition: {
              _file = definition.file;
              imports = [
                (if shorthandOnlyDefinesConfig && isAttrs definition.value then { config = definition.value; } else definition.value)
              ];
            }) definitions;
        }).config;
    }
    // {
      # Two declarations of the same option by submodules: the options of both.
      typeMerge =
        other:
        if other ? submoduleArguments then
          submoduleWith (given // { modules = modules ++ other.submoduleArguments.modules; })
        else
          null;
      submoduleArguments = given;
      getSubOptions =
        prefix:
        (lib.evalModules {
          inherit prefix specialArgs;
          modules = modules ++ [ { key = "documentation"; config._module.args.name = "‹name›"; config._module.check = false; } ];
        }).options;
    };
}
