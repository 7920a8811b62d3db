# Evaluates modules: finds them through their imports, merges what they declare into one tree of
# options, and gives every option the value that its definitions merge to.
{ lib }:
let
  inherit (builtins) attrNames attrValues concatMap elem filter foldl' head isAttrs mapAttrs partition tail;

  reserved = [ "_file" "key" "imports" "disabledModules" "options" "config" "meta" "freeformType" ];

  # A module as written, made `{ key, file, imports, disabled, options, config }`.
  normalise =
    arguments: fallback: module:
    let
      isFile = builtins.isPath module || builtins.isString module;
      loaded = if isFile then import module else module;
      set = if lib.isFunction loaded then callModule arguments fallback.file loaded else loaded;
      structured = set ? config || set ? options;
      wrong = attrNames (removeAttrs set reserved);
      own = if structured then set.config or { } else removeAttrs set reserved;
    in
    if structured && wrong != [ ] then
      throw "Module `${fallback.file}' has an unsupported attribute `${head wrong}'. Move it into `config', or leave `config' out."
    else
      {
        key = if isFile then toString module else set.key or fallback.key;
        file = set._file or (if isFile then toString module else fallback.file);
        imports = set.imports or [ ];
        disabled = set.disabledModules or [ ];
        options = set.options or { };
        config =
          if set ? freeformType then
            lib.mkMerge [ own { _module.freeformType = set.freeformType; } ]
          else if set ? meta then
            lib.mkMerge [ own { inherit (set) meta; } ]
          else
            own;
      };

  # Arguments that nobody passed come from `config._module.args`, each looked up when it is used.
  callModule =
    arguments: file: module:
    let
      wanted = mapAttrs (
        name: _:
        arguments.${name} or (builtins.addErrorContext "while evaluating the module argument `${name}' in \"${file}\":"
          arguments.config._module.args.${name})
      ) (lib.functionArgs module);
    in
    module (arguments // wanted);

  collect =
    arguments: modulesRoot: modules:
    let
      load =
        origin:
        lib.imap1 (
          index: module:
          let
            found = normalise arguments {
              key = "${origin.key}:anon-${toString index}";
              file = origin.file;
            } module;
          in
          { inherit (found) key; module = found; }
        );
      all = map (entry: entry.module) (
        builtins.genericClosure {
          startSet = load { key = "root"; file = "<configuration>"; } modules;
          operator = entry: load { inherit (entry) key; inherit (entry.module) file; } entry.module.imports;
        }
      );
      keyOf =
        disabled:
        if isAttrs disabled then
          disabled.key
        else if builtins.isString disabled && builtins.substring 0 1 disabled != "/" then
          "${toString modulesRoot}/${disabled}"
        else
          toString disabled;
      disabledKeys = concatMap (module: map keyOf module.disabled) all;
    in
    # A module that only a disabled one imports is left in: disabling is for modules, not for trees.
    if disabledKeys == [ ] then all else filter (module: !(elem module.key disabledKeys)) all;

  # Pushes conditions, merges and priorities of whole sets down to their attributes.
  pushDown =
    set:
    let
      kind = set._type or null;
    in
    if kind == "merge" then
      concatMap pushDown set.contents
    else if kind == "if" then
      map (mapAttrs (_: lib.mkIf set.condition)) (pushDown set.content)
    else if kind == "override" then
      map (mapAttrs (_: lib.mkOverride set.priority)) (pushDown set.content)
    else
      [ set ];

  discharge =
    definition:
    let
      value = definition.value;
      kind = if isAttrs value then value._type or null else null;
    in
    if kind == "merge" then
      concatMap (part: discharge (definition // { value = part; })) value.contents
    else if kind == "if" then
      if !(builtins.isBool value.condition) then
        throw "the condition of a definition in ${definition.file} is no boolean"
      else if value.condition then
        discharge (definition // { value = value.content; })
      else
        [ ]
    else
      [ definition ];

  priorityOf =
    definition: if isAttrs definition.value && lib.isType "override" definition.value then definition.value.priority else lib.defaultPriority;

  strongest =
    definitions:
    let
      highest = foldl' (best: definition: lib.min best (priorityOf definition)) 9999 definitions;
    in
    {
      inherit highest;
      kept = map (
        definition:
        if isAttrs definition.value && lib.isType "override" definition.value then
          definition // { value = definition.value.content; }
        else
          definition
      ) (filter (definition: priorityOf definition == highest) definitions);
    };

  ordered =
    definitions:
    let
      isOrdered = definition: isAttrs definition.value && lib.isType "order" definition.value;
      unwrap =
        definition:
        if isOrdered definition then
          definition // { order = definition.value.priority; value = definition.value.content; }
        else
          definition // { order = lib.defaultOrder; };
    in
    if builtins.any isOrdered definitions then
      builtins.sort (left: right: left.order < right.order) (map unwrap definitions)
    else
      definitions;

  mergeDefinitions =
    path: type: definitions:
    let
      discharged = concatMap discharge definitions;
      chosen = strongest discharged;
      kept = ordered chosen.kept;
      wrong = filter (definition: !(type.check definition.value)) kept;
    in
    {
      definitions = kept;
      highestPriority = chosen.highest;
      value =
        if wrong != [ ] then
          throw "A definition for option `${lib.showOption path}' is not of type `${type.description}'. Definition values:\n${
            lib.concatMapStrings (definition: "- In `${definition.file}'\n") wrong
          }"
        else
          builtins.addErrorContext "while evaluating the option `${lib.showOption path}':" (type.merge path kept);
    };

  evalOption =
    path: declarations: definitions:
    let
      merged = foldl' (
        found: declaration:
        let
          declared = declaration.option;
          types =
            if found ? type && declared ? type then
              let
                both = found.type.typeMerge declared.type;
              in
              if both == null then
                throw "The option `${lib.showOption path}' in `${declaration.file}' is already declared with another type."
              else
                { type = both; }
            else
              { };
        in
        found // declared // types
      ) { } declarations;
      type = merged.type or lib.types.anything;
      byUser = concatMap discharge definitions;
      fallback = lib.optional (merged ? default) {
        file = (head declarations).file;
        value = lib.mkOptionDefault merged.default;
      };
      result = mergeDefinitions path type (byUser ++ fallback);
    in
    merged
    // {
      _type = "option";
      inherit path type;
      declarations = map (declaration: declaration.file) declarations;
      definitions = byUser;
      isDefined = result.definitions != [ ];
      inherit (result) highestPriority;
      value =
        if result.definitions == [ ] then
          throw "The option `${lib.showOption path}' was accessed but has no value defined. Try setting the option."
        else if merged.readOnly or false && builtins.length byUser > 1 then
          throw "The option `${lib.showOption path}' is read-only, but it's set multiple times."
        else
          (merged.apply or lib.id) result.value;
    };

  # The options below one path with their definitions, and the definitions that no option is for.
  evalTree =
    path: declarations: definitions:
    let
      declared = builtins.zipAttrsWith (_: lib.id) (
        map (declaration: mapAttrs (_: option: { inherit (declaration) file; inherit option; }) declaration.option) declarations
      );
      defined = builtins.zipAttrsWith (_: lib.id) (
        concatMap (
          definition: map (mapAttrs (_: value: { inherit (definition) file; inherit value; })) (pushDown definition.value)
        ) definitions
      );
      children = mapAttrs (
        name: found:
        let
          here = path ++ [ name ];
          kinds = partition (declaration: lib.isOption declaration.option) found;
          given = defined.${name} or [ ];
        in
        if kinds.right == [ ] then
          evalTree here found given
        else if kinds.wrong != [ ] then
          throw "The option `${lib.showOption here}' is both an option and a prefix of options."
        else
          { options = evalOption here found given; undeclared = [ ]; }
      ) declared;
      stray = removeAttrs defined (attrNames declared);
    in
    {
      options = mapAttrs (_: child: child.options) children;
      undeclared =
        lib.mapAttrsToList (name: found: { path = path ++ [ name ]; definitions = found; }) stray
        ++ concatMap (child: child.undeclared) (attrValues children);
    };

  valuesOf = mapAttrs (_: option: if lib.isOption option then option.value else valuesOf option);

  internal = {
    _file = "internal";
    key = "internal";
    options._module = {
      args = lib.mkOption {
        type = lib.types.lazyAttrsOf lib.types.raw;
        default = { };
        description = "Arguments passed to every module.";
      };
      check = lib.mkOption {
        type = lib.types.bool;
        default = true;
        description = "Whether a definition without an option is an error.";
      };
      freeformType = lib.mkOption {
        type = lib.types.nullOr lib.types.raw;
        default = null;
        description = "The type of what no option is declared for.";
      };
    };
  };

  evalModules =
    {
      modules,
      specialArgs ? { },
      prefix ? [ ],
      modulesRoot ? "/",
    }@given:
    let
      arguments = {
        inherit lib config options;
      }
      // specialArgs;
      collected = collect arguments modulesRoot ([ internal ] ++ modules);
      tree = evalTree prefix (map (module: { inherit (module) file; option = module.options; }) collected) (
        map (module: { inherit (module) file; value = module.config; }) collected
      );
      inherit (tree) options;
      declaredValues = valuesOf options;
      freeform = options._module.freeformType.value;
      relative = path: lib.drop (builtins.length prefix) path;
      freeformValues =
        (mergeDefinitions prefix freeform (
          concatMap (
            stray:
            map (definition: {
              inherit (definition) file;
              value = lib.setAttrByPath (relative stray.path) definition.value;
            }) stray.definitions
          ) tree.undeclared
        )).value;
      checked =
        if freeform == null && tree.undeclared != [ ] && options._module.check.value then
          let
            first = head tree.undeclared;
          in
          throw "The option `${lib.showOption first.path}' does not exist. Definition values:\n${
            lib.concatMapStrings (definition: "- In `${definition.file}'\n") first.definitions
          }"
        else
          declaredValues;
      config =
        if freeform == null || tree.undeclared == [ ] then checked else lib.recursiveUpdate freeformValues checked;
    in
    {
      inherit options;
      config = removeAttrs config [ "_module" ];
      _module = { inherit (declaredValues._module) args check; modules = collected; };
      extendModules =
        { modules ? [ ], specialArgs ? { } }:
        evalModules (given // { modules = given.modules ++ modules; specialArgs = given.specialArgs or { } // specialArgs; });
      type = lib.types.submoduleWith { inherit modules specialArgs; };
    };
in
{
  inherit evalModules mergeDefinitions pushDown;

  # A set of options imported under a condition that is no configuration: for lists of modules.
  importApply = file: arguments: {
    _file = toString file;
    imports = [ (import file arguments) ];
  };
}
