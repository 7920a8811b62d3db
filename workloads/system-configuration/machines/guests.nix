# Machines within the machine, and another way to boot it: each is a configuration of its own.
{ ... }:
{
  containers.builder = {
    autoStart = true;
    localAddress = "192.168.100.2";
    bindMounts."/srv/cache".isReadOnly = false;
    config = { config, pkgs, lib, ... }: {
      services.openssh.enable = true;
      services.jenkins = { enable = true; package = pkgs.jdk.override { headless = false; }; };
      environment.systemPackages = [ pkgs.git ];
      users.users.builder = { isNormalUser = true; extraGroups = [ "wheel" ]; };
    };
  };
  containers.mail.config = { services.postfix = { enable = true; settings.myhostname = "mail.example.org"; }; services.rspamd.enable = true; };
  specialisation.desktop.module = { pkgs, ... }: { services.xserver = { enable = true; xkb.layout = "at"; videoDrivers = [ "modesetting" ]; resolutions = [ { x = 2560; y = 1440; } ]; }; system.release.variant = "desktop"; };
}
