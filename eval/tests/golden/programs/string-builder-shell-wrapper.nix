let
  esc = s: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] s}'";
  mkScript = { name, env ? { }, run }: ''
    #!/bin/sh
    # ${name}
    ${builtins.concatStringsSep "\n" (builtins.attrValues (builtins.mapAttrs (k: v: "export ${k}=${esc v}") env))}
    exec ${run} "$@" ''${EXTRA:+"$EXTRA"}
  '';
in mkScript { name = "demo"; env = { B = "it's"; A = "plain"; }; run = "/bin/true"; }
