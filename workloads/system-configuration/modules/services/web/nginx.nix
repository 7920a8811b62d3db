# A web server with virtual hosts.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.nginx;
  hosts = builtins.attrValues cfg.virtualHosts;
  location =
    { name, ... }:
    {
      options = {
        proxyPass = mkOption { type = types.nullOr types.str; default = null; description = "Where requests go."; };
        proxyWebsockets = mkOption { type = types.bool; default = false; description = "Whether connections may stay open."; };
        root = mkOption { type = types.nullOr types.path; default = null; description = "Where files are."; };
        index = mkOption { type = types.nullOr types.str; default = null; description = "The file of a folder."; };
        tryFiles = mkOption { type = types.nullOr types.str; default = null; description = "Files tried."; };
        return = mkOption { type = types.nullOr (types.oneOf [ types.str types.int ]); default = null; description = "The answer."; };
        extraConfig = mkOption { type = types.lines; default = ""; description = "Further lines."; };
        priority = mkOption { type = types.int; default = 1000; description = "Which comes first."; };
      };
    };
  virtualHost =
    { name, config, ... }:
    {
      options = {
        serverName = mkOption { type = types.nullOr types.str; default = null; description = "Its name."; };
        serverAliases = mkOption { type = types.listOf types.str; default = [ ]; description = "Other names."; };
        listen = mkOption {
          type = types.listOf (types.submodule {
            options = {
              addr = mkOption { type = types.str; description = "Address."; };
              port = mkOption { type = types.nullOr types.port; default = 80; description = "Port."; };
              ssl = mkOption { type = types.bool; default = false; description = "Whether it is encrypted."; };
              extraParameters = mkOption { type = types.listOf types.str; default = [ ]; description = "Further words."; };
            };
          });
          default = [ ];
          description = "Where it listens.";
        };
        enableACME = mkOption { type = types.bool; default = false; description = "Whether it gets a certificate."; };
        forceSSL = mkOption { type = types.bool; default = false; description = "Whether it is always encrypted."; };
        default = mkOption { type = types.bool; default = false; description = "Whether it answers for all."; };
        root = mkOption { type = types.nullOr types.path; default = null; description = "Where files are."; };
        basicAuth = mkOption { type = types.attrsOf types.str; default = { }; description = "Passwords."; };
        locations = mkOption { type = types.attrsOf (types.submodule location); default = { }; description = "Parts."; };
        extraConfig = mkOption { type = types.lines; default = ""; description = "Further lines."; };
      };
      config.serverName = lib.mkDefault name;
    };
  line = name: value: lib.optionalString (value != null) "${name} ${toString value};\n";
  renderLocation = path: part: ''
    location ${path} {
      ${line "proxy_pass" part.proxyPass}${lib.optionalString (part.proxyWebsockets && part.proxyPass != null) "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\n"}${line "root" part.root}${line "index" part.index}${line "try_files" part.tryFiles}${line "return" part.return}${part.extraConfig}
    }
  '';
  renderHost =
    host:
    let
      ssl = host.enableACME || host.forceSSL;
      listen = if host.listen != [ ] then host.listen else builtins.concatMap (addr: [ { inherit addr; port = 80; ssl = false; extraParameters = [ ]; } ] ++ lib.optional ssl { inherit addr; port = 443; ssl = true; extraParameters = [ "http2" ]; }) [ "0.0.0.0" "[::]" ];
      locations = builtins.sort (left: right: left.part.priority < right.part.priority) (lib.mapAttrsToList (path: part: { inherit path part; }) host.locations);
      passwords = pkgs.writeText "${host.serverName}.htpasswd" (lib.concatStrings (lib.mapAttrsToList (user: password: "${user}:{PLAIN}${password}\n") host.basicAuth));
    in
    ''
      server {
        ${lib.concatMapStringsSep "\n  " (entry: "listen ${entry.addr}${lib.optionalString (entry.port != null) ":${toString entry.port}"}${lib.optionalString entry.ssl " ssl"}${lib.optionalString host.default " default_server"} ${toString entry.extraParameters};") listen}
        server_name ${toString ([ host.serverName ] ++ host.serverAliases)};
        ${line "root" host.root}${lib.optionalString (host.basicAuth != { }) "auth_basic secured;\nauth_basic_user_file ${passwords};"}
        ${lib.optionalString ssl "ssl_certificate ${config.security.acme.certs.${host.serverName}.directory}/fullchain.pem;"}
        ${lib.indentLines "  " (lib.concatMapStrings (entry: renderLocation entry.path entry.part) locations)}
        ${host.extraConfig}
      }
    '';
  configFile = pkgs.runCommandLocal "nginx.conf" { passAsFile = [ "text" ]; inherit text; } "gixy $textPath && cp $textPath $out";
  text = ''
    pid /run/nginx/nginx.pid;
    error_log ${cfg.logError};
    events { ${cfg.eventsConfig} }
    http {
      ${lib.optionalString cfg.recommendedGzipSettings "gzip on;\ngzip_types ${toString cfg.gzipTypes};"}
      ${lib.concatStrings (lib.mapAttrsToList (name: upstream: "upstream ${name} {\n${lib.concatStrings (lib.mapAttrsToList (server: options: "server ${server}${lib.optionalString options.backup " backup"};\n") upstream.servers)}}\n") cfg.upstreams)}
      ${cfg.commonHttpConfig}
      ${lib.concatMapStrings renderHost hosts}
    }
  '';
in
{
  options.services.nginx = {
    enable = lib.mkEnableOption "the web server";
    package = lib.mkPackageOption pkgs "nginx" { } // { apply = package: package.override { withPerl = false; }; };
    user = mkOption { type = types.str; default = "nginx"; description = "Who runs it."; };
    group = mkOption { type = types.str; default = "nginx"; description = "Its group."; };
    recommendedGzipSettings = mkOption { type = types.bool; default = false; description = "Whether answers are compressed."; };
    gzipTypes = mkOption { type = types.listOf types.str; default = [ "text/css" "application/json" "image/svg+xml" ]; description = "Which."; };
    eventsConfig = mkOption { type = types.lines; default = ""; description = "Further lines."; };
    commonHttpConfig = mkOption { type = types.lines; default = ""; description = "Further lines."; };
    logError = mkOption { type = types.str; default = "stderr"; description = "Where errors go."; };
    upstreams = mkOption {
      type = types.attrsOf (types.submodule {
        options.servers = mkOption {
          type = types.attrsOf (types.submodule { freeformType = types.attrsOf types.anything; options.backup = mkOption { type = types.bool; default = false; description = "Whether it is the last resort."; }; });
          default = { };
          description = "Servers.";
        };
      });
      default = { };
      description = "Groups of servers.";
    };
    virtualHosts = mkOption { type = types.attrsOf (types.submodule virtualHost); default = { localhost = { }; }; description = "Virtual hosts."; };
  };
  config = lib.mkIf cfg.enable {
    warnings = lib.optional (builtins.any (host: host.root == null && host.locations == { }) hosts) "A virtual host of nginx serves nothing.";
    assertions = map (host: { assertion = host.forceSSL -> host.enableACME; message = "${host.serverName} has no certificate."; }) hosts;
    security.acme.certs = builtins.listToAttrs (map (host: lib.nameValuePair host.serverName {
      webroot = lib.mkDefault "/var/lib/acme/challenge";
      extraDomainNames = host.serverAliases;
      group = lib.mkDefault cfg.group;
      reloadServices = [ "nginx.service" ];
    }) (builtins.filter (host: host.enableACME) hosts));
    systemd.services.nginx = {
      description = "Web server";
      wantedBy = [ "multi-user.target" ];
      wants = map (host: "acme-${host.serverName}.service") (builtins.filter (host: host.enableACME) hosts);
      after = [ "network.target" ] ++ map (host: "acme-${host.serverName}.service") (builtins.filter (host: host.enableACME) hosts);
      hardening = "basic";
      preStart = "${lib.getExe cfg.package} -c ${configFile} -t";
      serviceConfig = {
        ExecStart = "${lib.getExe cfg.package} -c ${configFile}";
        Restart = "always";
        User = cfg.user;
        Group = cfg.group;
        AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" ];
        ProcSubset = lib.mkForce "pid";
      };
    };
    users.users = lib.optionalAttrs (cfg.user == "nginx") { nginx = { isSystemUser = true; inherit (cfg) group; uid = config.ids.uids.nginx; }; };
    users.groups = lib.optionalAttrs (cfg.group == "nginx") { nginx.gid = config.ids.gids.nginx; };
    networking.firewall.allowedTCPPorts = [ 80 443 ];
    boot.kernel.sysctl."net.core.rmem_max" = 7500000;
  };
}
