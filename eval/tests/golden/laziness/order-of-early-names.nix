# Sets are gone through in the order their names were first met, and many are met before the program.
builtins.deepSeq {
  new = builtins.trace "new" 1;
  x = builtins.trace "x" 1;
  system = builtins.trace "system" 1;
  name = builtins.trace "name" 1;
  version = builtins.trace "version" 1;
  map = builtins.trace "map" 1;
  description = builtins.trace "description" 1;
  success = builtins.trace "success" 1;
  import = builtins.trace "import" 1;
  type = builtins.trace "type" 1;
} (builtins.tryEval { })
