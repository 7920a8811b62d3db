# Writes the files of as many virtual hosts as the given size: scripts, configuration in several
# syntaxes, markup; then takes some of them apart again.
{ size }:
let
  lib = import ../lib;
  documents = import ./documents.nix { inherit lib; };

  hosts = builtins.genList (
    index:
    let
      seed = lib.scramble index;
    in
    rec {
      inherit index;
      name = "host-${lib.fixedWidthString 5 "0" (toString index)}";
      domain = "${lib.toLower (builtins.substring (lib.mod seed 20) 6 "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}.example";
      aliases = map (number: "${name}-${toString number}.${domain}") (lib.range 1 (lib.mod seed 4));
      owner = "O'${lib.capitalise (builtins.substring 0 5 domain)} & Söhne <${toString seed}>";
      port = 1024 + lib.mod seed 60000;
      ratio = (lib.mod seed 1000) / 8.0;
      secure = lib.mod seed 3 != 0;
      modules = builtins.filter (name: lib.mod (seed + builtins.stringLength name) 3 == 0) [
        "auth"
        "cache"
        "proxy"
        "rewrite"
        "status"
        "compression"
      ];
    }
  ) size;

  filesOf =
    host:
    let
      written = {
        script = documents.script host;
        nginx = documents.server host;
        ini = documents.ini host;
        json = builtins.toJSON host;
        pretty = lib.generators.toPretty { } host;
        xml = documents.xml host;
        shell = lib.generators.toShellVariables {
          inherit (host) name owner port;
          aliases = toString host.aliases;
        };
      };
      lineCount = lib.mapAttrsToList (_: text: builtins.length (lib.lines text)) written;
    in
    {
      inherit lineCount;
      hashes = lib.mapAttrsToList (_: builtins.hashString "sha256") written;
      keys = documents.keysOf written.ini;
      variables = documents.variablesOf written.shell;
      underscored = builtins.replaceStrings [ "host" "-" "." "" ] [ "h" "_" "::" "" ] written.xml;
    };

  index = lib.concatImapStrings (
    position: host: "${lib.fixedWidthString 6 " " (toString position)} ${host.name} ${lib.concatStringsSep "," host.modules}\n"
  ) hosts;

  # The same text grown a piece at a time, as a fold over `+` does it.
  grown = builtins.foldl' (text: host: builtins.substring 0 4096 (host.domain + ";" + text)) "" hosts;
in
builtins.hashString "sha256" (
  builtins.concatStringsSep "\n" (
    [
      index
      grown
      (lib.indentLines "  " index)
      (lib.makeSearchPath "bin" (map (host: "/srv/${host.name}") hosts))
    ]
    ++ map (host: builtins.toJSON (filesOf host)) hosts
  )
)
