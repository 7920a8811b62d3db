builtins.catAttrs null [ ]
