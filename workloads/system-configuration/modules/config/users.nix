# Accounts and groups.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.users;

  userModule =
    { name, config, ... }:
    {
      options = {
        name = mkOption { type = types.strMatching "[a-zA-Z_][a-zA-Z0-9_-]*"; description = "Name of the account."; };
        description = mkOption { type = types.strMatching "[^:\n]*"; default = ""; description = "Whose it is."; };
        uid = mkOption { type = types.nullOr types.int; default = null; description = "Its number."; };
        isSystemUser = mkOption { type = types.bool; default = false; description = "Whether a program uses it."; };
        isNormalUser = mkOption { type = types.bool; default = false; description = "Whether a person uses it."; };
        group = mkOption { type = types.str; default = ""; description = "Its group."; };
        extraGroups = mkOption { type = types.listOf types.str; default = [ ]; description = "Its other groups."; };
        home = mkOption { type = types.path; default = "/var/empty"; description = "Its home."; };
        homeMode = mkOption { type = types.strMatching "[0-7]{1,5}"; default = "700"; description = "Permissions of its home."; };
        createHome = mkOption { type = types.bool; default = false; description = "Whether the home is made."; };
        shell = mkOption { type = types.nullOr (types.either types.package types.path); default = "/run/current-system/sw/bin/nologin"; description = "Its shell."; };
        hashedPassword = mkOption { type = types.nullOr types.str; default = null; description = "Its password."; };
        openssh.authorizedKeys.keys = mkOption { type = types.listOf types.str; default = [ ]; description = "Keys that may log in."; };
        packages = mkOption { type = types.listOf types.package; default = [ ]; description = "Packages of its own."; };
        subUidRanges = mkOption {
          type = types.listOf (types.submodule {
            options.startUid = mkOption { type = types.int; description = "First."; };
            options.count = mkOption { type = types.int; default = 1; description = "How many."; };
          });
          default = [ ];
          description = "Further numbers.";
        };
      };
      config = lib.mkMerge [
        { name = lib.mkDefault name; }
        (lib.mkIf config.isNormalUser {
          group = lib.mkDefault "users";
          createHome = lib.mkDefault true;
          home = lib.mkDefault "/home/${config.name}";
          homeMode = lib.mkDefault "750";
          shell = lib.mkDefault cfg.defaultUserShell;
          subUidRanges = lib.mkDefault [ { startUid = 100000 + 65536 * builtins.stringLength config.name; count = 65536; } ];
        })
      ];
    };
  groupModule =
    { name, ... }:
    {
      options = {
        name = mkOption { type = types.str; description = "Name of the group."; };
        gid = mkOption { type = types.nullOr types.int; default = null; description = "Its number."; };
        members = mkOption { type = types.listOf types.str; default = [ ]; description = "Who is in it."; };
      };
      config.name = lib.mkDefault name;
      config.members = lib.mapAttrsToList (_: user: user.name) (lib.filterAttrs (_: user: builtins.elem name user.extraGroups) cfg.users);
    };
  shellPath = shell: if lib.isDerivation shell then "/run/current-system/sw/bin/${shell.meta.mainProgram or (lib.getName shell)}" else toString shell;
  spec = pkgs.writeText "users-groups.json" (builtins.toJSON {
    inherit (cfg) mutableUsers;
    users = lib.mapAttrsToList (_: user: {
      inherit (user) name uid group description home homeMode createHome isSystemUser hashedPassword subUidRanges;
      shell = shellPath user.shell;
    }) cfg.users;
    groups = lib.mapAttrsToList (_: group: { inherit (group) name gid; members = lib.unique group.members; }) cfg.groups;
  });
  duplicates =
    ids:
    builtins.attrNames (lib.filterAttrs (_: same: builtins.length same > 1) (builtins.groupBy toString (builtins.filter (id: id != null) ids)));
in
{
  options.users = {
    mutableUsers = mkOption { type = types.bool; default = true; description = "Whether accounts may be changed by hand."; };
    defaultUserShell = mkOption { type = types.either types.path types.package; default = pkgs.bash; description = "The shell of people."; };
    users = mkOption { type = types.attrsOf (types.submodule userModule); default = { }; description = "Accounts."; };
    groups = mkOption { type = types.attrsOf (types.submodule groupModule); default = { }; description = "Groups."; };
  };
  config = {
    users.users = {
      root = {
        uid = config.ids.uids.root;
        description = "System administrator";
        home = "/root";
        shell = lib.mkDefault cfg.defaultUserShell;
        group = "root";
        isSystemUser = true;
      };
      nobody = { uid = config.ids.uids.nobody; isSystemUser = true; group = "nogroup"; };
    };
    users.groups = builtins.mapAttrs (_: gid: { inherit gid; }) { inherit (config.ids.gids) root wheel users nogroup video; };
    system.activationScripts = {
      users = { deps = [ "specialfs" ]; text = "${pkgs.perl}/bin/perl -w ${./update-users.pl} ${spec}"; };
      groups.deps = [ "users" ];
      groups.text = "";
    };
    environment.etc = lib.mkMerge (
      lib.mapAttrsToList (
        name: user:
        lib.mkMerge [
          (lib.mkIf (user.packages != [ ]) {
            "profiles/per-user/${user.name}".source = pkgs.buildEnv { name = "user-environment"; paths = user.packages; };
          })
          (lib.mkIf (user.openssh.authorizedKeys.keys != [ ]) {
            "ssh/authorized_keys.d/${user.name}" = { mode = "0444"; text = builtins.concatStringsSep "\n" user.openssh.authorizedKeys.keys; };
          })
        ]
      ) cfg.users
    );
    assertions = [
      { assertion = duplicates (lib.mapAttrsToList (_: user: user.uid) cfg.users) == [ ]; message = "UIDs must be unique."; }
      { assertion = duplicates (lib.mapAttrsToList (_: group: group.gid) cfg.groups) == [ ]; message = "GIDs must be unique."; }
    ]
    ++ lib.mapAttrsToList (name: user: {
      assertion = user.isSystemUser != user.isNormalUser;
      message = "Exactly one of users.users.${name}.isSystemUser and users.users.${name}.isNormalUser must be set.";
    }) cfg.users
    ++ lib.mapAttrsToList (name: user: {
      assertion = cfg.groups ? ${user.group};
      message = "The group of users.users.${name} is not declared.";
    }) cfg.users;
  };
}
