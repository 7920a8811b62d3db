builtins.concatStringsSep "-" [ { __toString = _: "s"; } { outPath = "/o"; } ]
