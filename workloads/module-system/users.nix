# Accounts, declared in two modules of which one imports the other.
{ lib, config, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [
    {
      key = "groups";
      options.users.groups = mkOption {
        type = types.attrsOf (types.submodule {
          options.members = mkOption {
            type = types.listOf types.str;
            default = [ ];
            description = "Accounts in the group.";
          };
          options.id = mkOption {
            type = types.nullOr types.int;
            default = null;
            description = "Number of the group.";
          };
        });
        default = { };
        description = "Groups.";
      };
    }
  ];

  options.users.users = mkOption {
    type = types.attrsOf (
      types.submodule (
        { name, config, ... }:
        {
          options = {
            name = mkOption {
              type = types.str;
              description = "Name of the account.";
            };
            kind = mkOption {
              type = types.enum [
                "system"
                "normal"
              ];
              default = "normal";
              description = "Whether a person logs in.";
            };
            home = mkOption {
              type = types.str;
              description = "Home directory.";
            };
            groups = mkOption {
              type = types.listOf types.str;
              default = [ ];
              description = "Groups beside its own.";
            };
            shell = mkOption {
              type = types.nullOr types.str;
              default = null;
              description = "Login shell.";
            };
          };
          config = lib.mkMerge [
            {
              name = lib.mkDefault name;
              home = lib.mkDefault "/home/${config.name}";
            }
            (lib.mkIf (config.kind == "system") {
              home = lib.mkOverride 900 "/var/lib/${config.name}";
              shell = lib.mkForce "/sbin/nologin";
            })
          ];
        }
      )
    );
    default = { };
    description = "Accounts.";
  };

  config.users = {
    users.root = {
      kind = "system";
      home = "/root";
      shell = lib.mkVMOverride "/bin/sh";
    };
    groups = lib.mapAttrs' (
      name: user:
      lib.nameValuePair name {
        members = [ user.name ] ++ user.groups;
        id = lib.mkIf (user.kind == "system") (lib.mod (builtins.stringLength user.home) 100);
      }
    ) config.users.users;
  };
}
