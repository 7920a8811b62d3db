# Machines within the machine: each has a whole configuration of its own.
{ config, lib, pkgs, packageSet, baseModules, ... }:
let
  inherit (lib) mkOption types;
  host = config;
in
{
  options.containers = mkOption {
    default = { };
    description = "Containers.";
    type = types.attrsOf (types.submodule ({ name, config, options, ... }: {
      options = {
        config = mkOption {
          description = "The container's configuration.";
          type = types.raw // {
            description = "toplevel configuration";
            merge = path: definitions: (lib.evalModules {
              specialArgs = { inherit packageSet baseModules; };
              modules = baseModules ++ [
                {
                  _file = "container";
                  key = "container";
                  boot.isContainer = true;
                  networking.hostName = lib.mkDefault name;
                  networking.useDHCP = false;
                  nixpkgs.hostPlatform = lib.mkDefault host.nixpkgs.hostPlatform.system;
                  nixpkgs.pkgs = pkgs;
                  documentation.enable = lib.mkDefault false;
                }
              ] ++ map (definition: definition.value) definitions;
              modulesRoot = ../.;
              prefix = [ "containers" name ];
            }).config;
          };
        };
        path = mkOption { type = types.path; description = "The container's system."; };
        autoStart = mkOption { type = types.bool; default = false; description = "Whether it starts at boot."; };
        privateNetwork = mkOption { type = types.bool; default = false; description = "Whether it has a network of its own."; };
        localAddress = mkOption { type = types.nullOr types.str; default = null; description = "Its address."; };
        bindMounts = mkOption { type = types.attrsOf (types.submodule ({ name, ... }: { options.mountPoint = mkOption { type = types.str; default = name; description = "Where."; }; options.isReadOnly = mkOption { type = types.bool; default = true; description = "Whether it stays as it is."; }; })); default = { }; description = "What it sees."; };
      };
      config.path = lib.mkIf options.config.isDefined config.config.system.build.toplevel;
    }));
  };
  config = lib.mkIf (config.containers != { }) {
    systemd.services = lib.mapAttrs' (name: container: lib.nameValuePair "container@${name}" {
      description = "Container '${name}'";
      wantedBy = lib.optional container.autoStart "machines.target";
      environment.SYSTEM_PATH = container.path;
      script = "exec systemd-nspawn --machine=${name} ${toString (lib.mapAttrsToList (_: mount: "${if mount.isReadOnly then "--bind-ro" else "--bind"}=${mount.mountPoint}") container.bindMounts)} ${container.path}/init";
    }) config.containers;
    networking.hosts = builtins.listToAttrs (builtins.concatMap (name: let container = config.containers.${name}; in lib.optional (container.localAddress != null) (lib.nameValuePair container.localAddress [ "${name}.containers" ])) (builtins.attrNames config.containers));
  };
}
