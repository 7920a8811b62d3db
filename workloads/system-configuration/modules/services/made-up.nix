# Services that are made up by number, each of which leans on those before it.
{ lib, count }:
let
  words = import ../../../package-set/languages/words.nix { inherit lib; };
  formats = [ "json" "yaml" "toml" "ini" "keyValue" ];
  nameOf = index: "made-up-${words.nameOf index}";
  entryOf = index: {
    package = builtins.elemAt [ "hello" "curl" "jq" "caddy" "nodejs" "ripgrep" ] (lib.mod index 6);
    port = 20000 + index;
    format = builtins.elemAt formats (lib.mod (lib.scramble index) 5);
    udp = lib.mod index 4 == 1;
    web = lib.mod index 3 == 0;
    database = lib.mod index 7 == 2;
    redis = lib.mod index 11 == 3;
    strict = lib.mod index 2 == 0;
  };
  # What the machine's owner says about the service.
  usageOf =
    index:
    { config, lib, ... }:
    let
      name = nameOf index;
      cfg = config.services.${name};
      entry = entryOf index;
      neighbours = map nameOf (words.earlier 3 index);
    in
    {
      _file = "usage/${name}.nix";
      key = "usage/${name}.nix";
      services.${name} = lib.mkMerge [
        {
          enable = lib.mkDefault (lib.mod (lib.scramble (index + 5)) 4 != 0);
          openFirewall = entry.udp;
          environment = {
            NEIGHBOURS = lib.concatMapStringsSep "," (neighbour: "${neighbour}:${toString config.services.${neighbour}.port}") neighbours;
            EMPTY = null;
          };
          extraArgs = lib.mkIf (neighbours != [ ]) (lib.mkAfter (map (neighbour: "--after=${neighbour}") (builtins.filter (neighbour: config.services.${neighbour}.enable) neighbours)));
          port = lib.mkIf (lib.mod index 10 == 0) (lib.mkForce (30000 + index));
        }
        (lib.optionalAttrs entry.web { hostName = "${name}.example.org"; })
        (lib.optionalAttrs (entry.format == "json" || entry.format == "yaml") {
          settings = {
            peers = map (neighbour: { name = neighbour; dir = config.services.${neighbour}.dataDir; }) neighbours;
            limits = { open = 1024 * (1 + index); ratio = 0.25 * index; nested.deep.value = null; };
          };
        })
      ];
      systemd.services.${name} = lib.mkIf cfg.enable {
        requires = lib.mkIf (lib.mod index 5 == 0) (map (neighbour: "${neighbour}.service") (builtins.filter (neighbour: config.services.${neighbour}.enable) neighbours));
        serviceConfig.MemoryMax = lib.mkIf (lib.mod index 6 == 1) "${toString (64 + index)}M";
      };
    };
in
builtins.concatLists (
  builtins.genList (index: [
    (import ./from-table.nix (nameOf index) (entryOf index))
    (usageOf index)
  ]) count
)
