[ builtins.langVersion (builtins.compareVersions builtins.nixVersion "2.34" >= 0) (builtins.isString builtins.nixVersion) ]
