let
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  isType = type: value: builtins.isAttrs value && value._type or null == type;
  discharge = value:
    if isType "merge" value then builtins.concatMap discharge value.contents
    else if isType "if" value then (if value.condition then discharge value.content else [ ])
    else [ value ];
  priorityOf = value: if isType "override" value then value.priority else 100;
  strip = value: if isType "override" value then value.content else value;
  filterPriority = values:
    let best = builtins.foldl' (a: v: if priorityOf v < a then priorityOf v else a) 9999 values;
    in map strip (builtins.filter (v: priorityOf v == best) values);
  mergeOption = name: option: definitions:
    let values = filterPriority (builtins.concatMap discharge definitions); in
    if values == [ ] then option.default or (throw "option ${name} has no value")
    else option.merge name values;
  types = {
    int = name: values: if builtins.length values == 1 then builtins.head values else throw "option ${name} conflicts";
    list = name: values: builtins.concatLists values;
    lines = name: values: builtins.concatStringsSep "\n" values;
  };
  evalModules = modules: let
    applied = map (m: if builtins.isFunction m then m { inherit config; } else m) modules;
    options = builtins.foldl' (a: m: a // m.options or { }) { } applied;
    config = builtins.mapAttrs (name: option:
      mergeOption name option (builtins.catAttrs name (map (m: m.config or { }) applied))) options;
  in config;
in evalModules [
  { options = { port = { merge = types.int; default = 80; }; users = { merge = types.list; default = [ ]; }; motd = { merge = types.lines; default = ""; }; workers = { merge = types.int; }; }; }
  { config = { port = mkDefault 8080; users = [ "root" ]; motd = mkIf true "hello"; }; }
  ({ config }: { config = { port = mkForce 443; users = mkIf (config.port == 443) [ "tls" ]; motd = mkMerge [ (mkIf false "never") "bye" ]; workers = config.port / 100; }; })
]
