# Who may enter, service by service: rules in the order of their numbers.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  ruleModule =
    { name, ... }:
    {
      options = {
        enable = mkOption { type = types.bool; default = true; description = "Whether the rule is there."; };
        order = mkOption { type = types.int; description = "Where the rule stands."; };
        control = mkOption { type = types.either (types.enum [ "required" "requisite" "sufficient" "optional" "include" ]) (types.strMatching "\\[.*]"); description = "What it decides."; };
        modulePath = mkOption { type = types.str; description = "The module."; };
        args = mkOption { type = types.listOf types.str; default = [ ]; description = "Its arguments."; };
        settings = mkOption { type = types.attrsOf (types.nullOr (types.oneOf [ types.bool types.str types.int ])); default = { }; description = "Its settings."; };
      };
      config.args = lib.mkAfter [ ];
    };
  serviceModule =
    { name, config, ... }:
    let
      auto = first: rules: builtins.listToAttrs (lib.imap0 (index: rule: lib.nameValuePair rule.name (removeAttrs rule [ "name" ] // { order = lib.mkDefault (first + index * 100); })) rules);
      flags = settings: builtins.concatMap (key: let value = settings.${key}; in if value == null || value == false then [ ] else if value == true then [ key ] else [ "${key}=${toString value}" ]) (builtins.attrNames settings);
      line = type: rule: "${type} ${rule.control} ${rule.modulePath} ${toString (flags rule.settings ++ rule.args)} # order ${toString rule.order}\n";
      render = type: rules: lib.concatMapStrings (line type) (builtins.sort (left: right: left.order < right.order) (builtins.filter (rule: rule.enable) (builtins.attrValues rules)));
    in
    {
      options = {
        name = mkOption { type = types.str; default = name; description = "Name of the service."; };
        unixAuth = mkOption { type = types.bool; default = true; description = "Whether passwords count."; };
        rootOK = mkOption { type = types.bool; default = false; description = "Whether the administrator needs none."; };
        startSession = mkOption { type = types.bool; default = false; description = "Whether a session begins."; };
        showMotd = mkOption { type = types.bool; default = false; description = "Whether the message of the day is shown."; };
        limits = mkOption { type = types.listOf (types.attrsOf types.str); default = [ ]; description = "Limits."; };
        rules = lib.genAttrs [ "account" "auth" "password" "session" ] (type: mkOption { type = types.attrsOf (types.submodule ruleModule); default = { }; description = "Rules of that kind."; });
        text = mkOption { type = types.nullOr types.lines; description = "The file."; };
      };
      config = {
        rules = {
          account = auto 10000 [ { name = "unix"; control = "required"; modulePath = "${pkgs.linux-pam}/lib/security/pam_unix.so"; } ];
          auth = auto 11000 [
            { name = "rootok"; enable = config.rootOK; control = "sufficient"; modulePath = "pam_rootok.so"; }
            { name = "unix"; enable = config.unixAuth; control = "sufficient"; modulePath = "${pkgs.linux-pam}/lib/security/pam_unix.so"; settings = { likeauth = true; nullok = false; try_first_pass = true; }; }
            { name = "deny"; control = "required"; modulePath = "pam_deny.so"; }
          ];
          password = auto 12000 [ { name = "unix"; control = "sufficient"; modulePath = "pam_unix.so"; settings = { yescrypt = true; rounds = 11; }; } ];
          session = auto 13000 [
            { name = "env"; control = "required"; modulePath = "pam_env.so"; settings.conffile = "/etc/pam/environment"; settings.readenv = 0; }
            { name = "unix"; control = "required"; modulePath = "pam_unix.so"; }
            { name = "systemd"; enable = config.startSession; control = "optional"; modulePath = "${pkgs.systemd}/lib/security/pam_systemd.so"; }
            { name = "motd"; enable = config.showMotd; control = "optional"; modulePath = "pam_motd.so"; settings.motd = "/etc/motd"; }
            { name = "limits"; enable = config.limits != [ ]; control = "required"; modulePath = "pam_limits.so"; settings.conf = "${pkgs.writeText "limits.conf" (lib.concatMapStrings (limit: "${limit.domain} ${limit.type} ${limit.item} ${limit.value}\n") config.limits)}"; }
          ];
        };
        text = lib.mkDefault (lib.concatMapStrings (type: "# ${type} management.\n${render type config.rules.${type}}\n") [ "account" "auth" "password" "session" ]);
      };
    };
in
{
  options.security.pam = {
    services = mkOption { type = types.attrsOf (types.submodule serviceModule); default = { }; description = "Services."; };
    loginLimits = mkOption { type = types.listOf (types.attrsOf types.str); default = [ ]; description = "Limits of logins."; };
  };
  config = {
    security.pam.services = {
      login = { startSession = true; showMotd = true; limits = config.security.pam.loginLimits; };
      su.rootOK = true;
      passwd = { };
      other.text = "auth required pam_deny.so\naccount required pam_deny.so\n";
      systemd-user.startSession = true;
    };
    environment.etc = lib.mapAttrs' (name: service: lib.nameValuePair "pam.d/${service.name}" { text = service.text; }) config.security.pam.services;
  };
}
