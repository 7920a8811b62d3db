# Certificates, renewed in time.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.security.acme;
  inherited = name: mkOptionArguments: mkOption (mkOptionArguments // { default = cfg.defaults.${name}; defaultText = "config.security.acme.defaults.${name}"; });
  common = make: {
    email = make "email" { type = types.nullOr types.str; default = null; description = "Who is told."; };
    keyType = make "keyType" { type = types.enum [ "ec256" "ec384" "rsa4096" ]; default = "ec256"; description = "Kind of key."; };
    renewInterval = make "renewInterval" { type = types.str; default = "daily"; description = "How often."; };
    postRun = make "postRun" { type = types.lines; default = ""; description = "What is done then."; };
  };
  hashOf = certificate: builtins.substring 0 20 (builtins.hashString "sha256" (builtins.toJSON { inherit (certificate) domain extraDomainNames keyType; }));
in
{
  options.security.acme = {
    acceptTerms = mkOption { type = types.bool; default = false; description = "Whether the terms are accepted."; };
    defaults = mkOption { type = types.submodule { options = common (_: mkOption); }; default = { }; description = "What certificates have in common."; };
    certs = mkOption {
      default = { };
      description = "Certificates.";
      type = types.attrsOf (types.submodule ({ name, config, ... }: {
        options = common inherited // {
          domain = mkOption { type = types.str; default = name; description = "The name."; };
          extraDomainNames = mkOption { type = types.listOf types.str; default = [ ]; description = "Further names."; };
          group = mkOption { type = types.str; default = "acme"; description = "Who may read it."; };
          webroot = mkOption { type = types.nullOr types.str; default = null; description = "Where proof is put."; };
          dnsProvider = mkOption { type = types.nullOr types.str; default = null; description = "Who else can prove it."; };
          directory = mkOption { type = types.str; readOnly = true; default = "/var/lib/acme/${name}"; description = "Where it is."; };
          reloadServices = mkOption { type = types.listOf types.str; default = [ ]; apply = builtins.sort builtins.lessThan; description = "Who must know."; };
        };
      }));
    };
  };
  config = lib.mkIf (cfg.certs != { }) {
    users.users.acme = { isSystemUser = true; group = "acme"; home = "/var/lib/acme"; };
    users.groups.acme = { };
    systemd.services = lib.mapAttrs' (name: certificate: lib.nameValuePair "acme-${name}" {
      description = "Renewal of ${certificate.domain}";
      after = [ "network-online.target" ];
      wants = [ "network-online.target" ];
      startAt = certificate.renewInterval;
      hardening = "strict";
      path = [ pkgs.openssl pkgs.curl ];
      serviceConfig = { Type = "oneshot"; User = "acme"; Group = certificate.group; StateDirectory = [ "acme/${name}" "acme/.lego/${name}/${hashOf certificate}" ]; };
      script = ''
        renew --email ${toString certificate.email} --key-type ${certificate.keyType} ${lib.concatMapStringsSep " " (domain: "-d ${domain}") ([ certificate.domain ] ++ certificate.extraDomainNames)}
        ${certificate.postRun}
        ${lib.optionalString (certificate.reloadServices != [ ]) "systemctl --no-block try-reload-or-restart ${lib.escapeShellArgs certificate.reloadServices}"}
      '';
    }) cfg.certs;
    assertions =
      [ { assertion = cfg.acceptTerms; message = "You must accept the terms to get certificates."; } ]
      ++ lib.mapAttrsToList (name: certificate: { assertion = (certificate.webroot == null) != (certificate.dnsProvider == null); message = "Exactly one of `webroot' and `dnsProvider' must be set for ${name}."; }) cfg.certs;
  };
}
