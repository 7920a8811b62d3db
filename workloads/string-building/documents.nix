# The documents written for one host, and the parsers that read them back.
{ lib }:
{
  script = host: ''
    #!/bin/sh
    set -eu
    # Prepares ${host.name}; ''${HOME} and $PATH stay the shell's.
    for alias in ${lib.escapeShellArgs host.aliases}; do
      ln -sf "/srv/${host.name}" "/srv/$alias"
    done
    ${lib.optionalString host.secure ''
      openssl req -new -subj ${lib.escapeShellArg "/O=${host.owner}/CN=${host.domain}"} \
        -out /etc/ssl/${host.name}.csr
    ''}
      ${lib.concatMapStringsSep "\n  " (module: "enable_module ${module} || echo 'no ${module}' >&2") host.modules}
    printf '%s\n' ${lib.escapeShellArg host.owner}
  '';

  server =
    host:
    let
      location = module: ''
        location /${module}/ {
          proxy_pass http://127.0.0.1:${toString (host.port + builtins.stringLength module)};
          add_header X-Module "${lib.escape [ "\"" "\\" ] module}";
        }
      '';
      body = ''
        listen ${toString host.port}${lib.optionalString host.secure " ssl"};
        server_name ${lib.concatStringsSep " " ([ host.domain ] ++ host.aliases)};

        ${lib.concatMapStrings location host.modules}
      '';
    in
    ''
      server {
      ${lib.indentLines "  " body}
      }
    '';

  ini =
    host:
    lib.generators.toINI { } (
      {
        global = {
          inherit (host) name port secure;
          owner = host.owner;
          ratio = host.ratio;
          nothing = null;
        };
      }
      // lib.genAttrs (map (module: "module [${module}]") host.modules) (section: {
        enabled = true;
        "key=odd" = lib.removeSuffix "]" (lib.removePrefix "module [" section);
      })
    );

  xml = host: ''
    <host name="${host.name}" port="${toString host.port}">
      <owner>${lib.escapeXML host.owner}</owner>
      ${lib.concatMapStringsSep "\n  " (alias: "<alias>${lib.escapeXML alias}</alias>") host.aliases}
    </host>
  '';

  # The keys of an INI file, with the section each stands in.
  keysOf =
    text:
    (builtins.foldl' (
      state: line:
      let
        section = builtins.match "\\[(.*)]" line;
        pair = builtins.match "([^=\\]+)=(.*)" line;
      in
      if section != null then
        state // { section = builtins.head section; }
      else if pair != null then
        state // { keys = state.keys ++ [ "${state.section}/${builtins.head pair}" ]; }
      else
        state
    ) { section = ""; keys = [ ]; } (lib.lines text)).keys;

  # The names a shell fragment exports.
  variablesOf =
    text:
    builtins.concatMap (
      line:
      let
        name = builtins.match "export ([a-zA-Z_]+)=.*" line;
      in
      if name == null then [ ] else name
    ) (lib.splitString "\n" text);
}
