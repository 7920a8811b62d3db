# Evaluates modules: collects them with their imports, merges their option declarations into one
# tree, and gives every option the value its definitions merge to.
{ lib }:
let
  inherit (builtins) attrNames concatMap filter foldl' head isAttrs length mapAttrs;

  # A module as written is a file, a function or a set; here it becomes `{ key, file, imports,
  # options, config }`.
  normalise =
    arguments: position: module:
    let
      isFile = builtins.isPath module || builtins.isString module;
      loaded = if isFile then import module else module;
      key = if isFile then toString (baseNameOf module) else position;
      set = if lib.isFunction loaded then applyModule arguments loaded else loaded;
      structured = set ? config || set ? options;
      rest = removeAttrs set [
        "key"
        "imports"
        "_file"
      ];
    in
    {
      key = set.key or key;
      file = set._file or key;
      imports = set.imports or [ ];
      options = if structured then set.options or { } else { };
      config = if structured then set.config or { } else rest;
    };

  # Arguments a module names that nobody passed come from `config._module.args`.
  applyModule =
    arguments: module:
    let
      formals = lib.functionArgs module;
      named = mapAttrs (name: _: arguments.${name} or arguments.config._module.args.${name}) formals;
    in
    module (arguments // named);

  collectModules =
    arguments: modules:
    let
      load =
        prefix:
        lib.imap0 (
          index: module:
          let
            normalised = normalise arguments "${prefix}:${toString index}" module;
          in
          {
            inherit (normalised) key;
            module = normalised;
          }
        );
    in
    map (entry: entry.module) (
      builtins.genericClosure {
        startSet = load "module" modules;
        operator = entry: load entry.key entry.module.imports;
      }
    );

  # Pushes conditions, merges and priorities of whole sets down to their attributes.
  pushDown =
    config:
    let
      kind = config._type or null;
    in
    if kind == "merge" then
      concatMap pushDown config.contents
    else if kind == "if" then
      map (mapAttrs (_: content: lib.mkIf config.condition content)) (pushDown config.content)
    else if kind == "override" then
      map (mapAttrs (_: content: lib.mkOverride config.priority content)) (pushDown config.content)
    else
      [ config ];

  # Resolves conditions and merges of one definition into the definitions it stands for.
  discharge =
    definition:
    let
      kind = if isAttrs definition.value then definition.value._type or null else null;
      with' = value: definition // { inherit value; };
    in
    if kind == "merge" then
      concatMap (value: discharge (with' value)) definition.value.contents
    else if kind == "if" then
      if definition.value.condition then discharge (with' definition.value.content) else [ ]
    else
      [ definition ];

  # Keeps the definitions of the strongest priority, unwrapped.
  strongest =
    definitions:
    let
      priorityOf =
        definition:
        if lib.isType "override" definition.value then definition.value.priority else lib.defaultPriority;
      best = foldl' (found: definition: lib.min found (priorityOf definition)) 9999 definitions;
      unwrap =
        definition:
        if lib.isType "override" definition.value then
          definition // { value = definition.value.content; }
        else
          definition;
    in
    map unwrap (filter (definition: priorityOf definition == best) definitions);

  # Orders definitions by what `mkBefore` and `mkAfter` said, otherwise leaving them as they came.
  ordered =
    definitions:
    let
      orderOf =
        definition:
        if lib.isType "order" definition.value then definition.value.priority else lib.defaultOrder;
      unwrapped = map (
        definition:
        definition
        // {
          order = orderOf definition;
          value = if lib.isType "order" definition.value then definition.value.content else definition.value;
        }
      ) definitions;
    in
    if builtins.any (definition: lib.isType "order" definition.value) definitions then
      builtins.sort (left: right: left.order < right.order) unwrapped
    else
      definitions;

  evalOption =
    path: declarations: definitions:
    let
      declared = foldl' (merged: declaration: merged // declaration) { } declarations;
      types = filter (type: type != null) (map (declaration: declaration.type or null) declarations);
      type =
        if types == [ ] then
          lib.types.anything
        else
          foldl' (
            merged: type:
            let
              both = merged.typeMerge type;
            in
            if both == null then throw "the option `${lib.showPath path}' is declared with two types" else both
          ) (head types) (builtins.tail types);
      withDefault =
        definitions
        ++ lib.optional (declared ? default) {
          file = "default";
          value = lib.mkOptionDefault declared.default;
        };
      merged = mergeDefinitions path type withDefault;
      apply = declared.apply or lib.id;
    in
    declared
    // {
      _type = "option";
      inherit path type;
      isDefined = merged.definitions != [ ];
      value =
        if merged.definitions == [ ] then
          throw "the option `${lib.showPath path}' is used but not defined"
        else if declared.readOnly or false && length definitions > 1 then
          throw "the option `${lib.showPath path}' is read-only but set several times: ${lib.showFiles definitions}"
        else
          apply merged.value;
    };

  mergeDefinitions =
    path: type: definitions:
    let
      kept = ordered (strongest (concatMap discharge definitions));
      wrong = filter (definition: !(type.check definition.value)) kept;
    in
    {
      definitions = kept;
      value =
        if wrong != [ ] then
          throw "a definition of `${lib.showPath path}' is not of type ${type.description}: ${lib.showFiles wrong}"
        else
          type.merge path kept;
    };

  # The option tree below one path, with the definitions that belong to it.
  evalTree =
    path: declarations: definitions:
    let
      definedBy = lib.zipAttrs (
        concatMap ({ file, value }: map (mapAttrs (_: value: { inherit file value; })) (pushDown value)) definitions
      );
      child =
        name: values:
        let
          here = path ++ [ name ];
          kinds = builtins.partition lib.isOption values;
          found = definedBy.${name} or [ ];
        in
        if kinds.right == [ ] then
          evalTree here values found
        else if kinds.wrong != [ ] then
          throw "`${lib.showPath here}' is declared both as an option and as a set of options"
        else
          {
            options = evalOption here values found;
            undeclared = [ ];
          };
      children = builtins.zipAttrsWith child declarations;
      stray = attrNames (removeAttrs definedBy (attrNames children));
    in
    {
      options = mapAttrs (_: part: part.options) children;
      undeclared =
        map (name: {
          path = path ++ [ name ];
          definitions = definedBy.${name};
        }) stray
        ++ concatMap (part: part.undeclared) (builtins.attrValues children);
    };

  valuesOf = options: mapAttrs (_: option: if lib.isOption option then option.value else valuesOf option) options;

  internal = {
    key = "internal";
    options._module = {
      args = lib.mkOption {
        type = lib.types.lazyAttrsOf lib.types.raw;
        default = { };
        description = "Further arguments passed to every module.";
      };
      check = lib.mkOption {
        type = lib.types.bool;
        default = true;
        description = "Whether definitions of undeclared options are errors.";
      };
    };
  };

  evalModules =
    {
      modules,
      specialArgs ? { },
      prefix ? [ ],
    }:
    let
      arguments = {
        inherit lib config options;
      }
      // specialArgs;
      collected = collectModules arguments ([ internal ] ++ modules);
      tree = evalTree prefix (map (module: module.options) collected) (
        map (module: {
          inherit (module) file;
          value = module.config;
        }) collected
      );
      inherit (tree) options;
      values = valuesOf options;
      config =
        if values._module.check && tree.undeclared != [ ] then
          let
            first = head tree.undeclared;
          in
          throw "the option `${lib.showPath first.path}' does not exist; defined in ${lib.showFiles first.definitions}"
        else
          removeAttrs values [ "_module" ] // { inherit (values) _module; };
    in
    {
      inherit config options;
      type = lib.types.submoduleWith { inherit modules specialArgs; };
    };
in
{
  inherit evalModules mergeDefinitions;
}
