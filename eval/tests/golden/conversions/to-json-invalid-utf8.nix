builtins.toJSON [ "é" (builtins.substring 1 1 "é") ]
