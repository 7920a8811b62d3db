builtins.filterSource (p: t: t != "directory") ./folder
