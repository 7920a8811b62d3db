# The machine's own configuration: what an administrator writes on top of the services' defaults.
{
  config,
  lib,
  size,
  ...
}:
{
  networking.hostName = "machine-${toString size}";
  environment.variables.EDITOR = "vi";
  environment.etc.hosts.text = lib.mkBefore "127.0.0.1 ${config.networking.hostName}";

  users.users.administrator = {
    groups = [ "wheel" ];
    shell = "/bin/sh";
  };

  # Every seventh service is switched on here, every eleventh switched off by force.
  services = lib.mkMerge [
    (lib.genAttrs (map (index: "service-${toString (index * 7)}") (lib.range 0 ((size - 1) / 7))) (_: {
      enable = true;
      openFirewall = lib.mkDefault true;
    }))
    (lib.genAttrs (map (index: "service-${toString (index * 11)}") (lib.range 0 ((size - 1) / 11))) (_: {
      enable = lib.mkForce false;
    }))
  ];
}
