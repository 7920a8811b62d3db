# A server that does a bit of everything.
{ config, lib, pkgs, ... }:
{
  imports = [
    ./disks.nix
    ./people.nix
    ../profiles/hardened.nix
  ];

  nixpkgs.config.permittedInsecurePackages = [ "legacy-ssl-1.0.2u" ];
  nixpkgs.overlays = [
    (final: previous: { nginx = previous.nginx.overrideAttrs (old: { patches = old.patches or [ ] ++ [ (builtins.toFile "no-banner.patch" "--- a/banner\n+++ b/banner\n") ]; }); })
  ];
  networking = {
    hostName = "everything";
    domain = "example.org";
    nameservers = [ "192.0.2.53" "2001:db8::53" ];
    useDHCP = false;
    interfaces.eth0 = {
      ipv4.addresses = [ { address = "192.0.2.10"; prefixLength = 24; } ];
      ipv6.addresses = [ { address = "2001:db8::10"; prefixLength = 64; } ];
      mtu = 9000;
    };
    extraHosts = "192.0.2.20 neighbour";
    firewall.interfaces.wg0.allowedTCPPorts = [ 9100 9113 9100 ];
    firewall.allowedTCPPortRanges = [ { from = 60000; to = 60010; } ];
    wireguard.interfaces.wg0 = {
      ips = [ "10.8.0.1/24" ];
      listenPort = 51820;
      privateKeyFile = "/run/keys/wg0";
      postSetup = [ "ip route add 10.9.0.0/24 dev wg0" "true" ];
      peers = lib.imap1 (index: key: { publicKey = key; allowedIPs = [ "10.8.0.${toString (index + 1)}/32" ]; persistentKeepalive = if index == 1 then 25 else null; }) [
        "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="
        "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw="
      ];
    };
  };
  time.timeZone = "Europe/Vienna";
  i18n.extraLocaleSettings.LC_TIME = "de_AT.UTF-8";
  boot = {
    loader.grub.devices = [ "/dev/sda" "/dev/sdb" ];
    kernelPackages = pkgs.linuxPackages_latest;
    kernelParams = lib.mkBefore [ "console=ttyS0,115200" ];
    kernel.sysctl = { "net.ipv4.ip_forward" = true; "vm.swappiness" = lib.mkForce 10; };
    initrd.compressor = packages: "${packages.xz}/bin/xz -9";
  };
  hardware = lib.genAttrs [ "nvme" "sata" "cpu-amd" "tpm2" "usb-storage" ] (_: { enable = true; });
  programs = {
    git = { enable = true; lfs.enable = true; config = [ { init.defaultBranch = "main"; } { "url \"https://hub.example.org/\"".insteadOf = "hub:"; } ]; };
    zsh = { enable = true; shellAliases.g = "git"; setOptions = lib.mkForce [ "HIST_VERIFY" ]; };
    tmux.enable = true;
    vim = { enable = true; extraConfig = "set number"; };
    htop.enable = true;
    mtr.enable = true;
    java.enable = true;
  };
  security.acme = { acceptTerms = true; defaults.email = "hostmaster@example.org"; certs."example.org".keyType = "rsa4096"; };
  services = {
    openssh = { enable = true; ports = [ 22 2222 ]; permitRootLogin = "no"; settings = { PasswordAuthentication = false; X11Forwarding = false; MaxAuthTries = 3; }; };
    nginx = {
      enable = true;
      recommendedGzipSettings = true;
      upstreams.application.servers = { "127.0.0.1:3000" = { }; "127.0.0.1:3001".backup = true; };
      virtualHosts = {
        "example.org" = { default = true; enableACME = true; forceSSL = true; root = "/srv/www"; serverAliases = [ "www.example.org" ]; locations = { "/api/".proxyPass = "http://application"; "= /robots.txt" = { return = "200 'none'"; priority = 10; }; }; };
        "git.example.org" = { enableACME = true; locations."/" = { proxyPass = config.services.gitea.settings.server.ROOT_URL; extraConfig = "client_max_body_size 1g;"; }; };
        "private.example.org" = { basicAuth.ada = "secret"; root = pkgs.linkFarm "private" [ { name = "index.html"; path = builtins.toFile "index.html" "<p>private</p>"; } ]; listen = [ { addr = "127.0.0.1"; port = 8080; extraParameters = [ "reuseport" ]; } ]; };
      };
    };
    postgresql = { enable = true; extensions = pkgs.jansson; authentication = "local app app trust"; settings = { max_connections = 200; shared_preload_libraries = [ "pg_stat_statements" "auto_explain" ]; effective_cache_size = "8GB"; random_page_cost = 1.1; }; ensureUsers = [ { name = "ada"; ensureClauses = { superuser = true; login = true; createdb = false; }; } ]; };
    redis.servers = { "".enable = true; sessions = { enable = true; port = 6380; slaveOf.ip = "192.0.2.11"; settings.maxmemory = "100mb"; save = [ ]; }; };
    gitea = { enable = true; database.type = "postgres"; settings = { server.DOMAIN = "git.example.org"; log.LEVEL = "Warn"; mailer.ENABLED = true; }; };
    dnsmasq = { enable = true; settings = { dhcp-range = [ "192.0.2.100,192.0.2.200,12h" ]; domain-needed = true; }; servers = [ "9.9.9.9" ]; };
    prometheus = {
      enable = true;
      retentionTime = "90d";
      globalConfig.evaluation_interval = "30s";
      scrapeConfigs = [ { job_name = "self"; static_configs = [ { targets = [ "localhost:9090" ]; labels.site = "home"; } ]; relabel_configs = [ { source_labels = [ "__address__" ]; target_label = "instance"; } ]; } ];
      alerts = [ { alert = "Down"; expr = "up == 0"; for = "5m"; labels.severity = "page"; } ];
      exporters = { node = { enable = true; openFirewall = true; enabledCollectors = [ "systemd" ]; }; nginx.enable = true; postgres = { enable = true; runAsLocalSuperUser = true; }; redis.enable = true; smartctl = { enable = true; user = "root-exporter"; }; blackbox = { enable = true; firewallFilter = "iifname wg0"; }; };
    };
    restic.backups = { home = { paths = [ "/home" ]; exclude = [ "/home/*/.cache" ]; repository = "sftp:backup@example.net:/home"; passwordFile = "/run/keys/restic"; pruneOpts = [ "--keep-daily 7" "--keep-weekly 5" ]; }; databases = { paths = [ "/var/backup" ]; repository = "/mnt/backup"; passwordFile = "/run/keys/restic"; backupPrepareCommand = "pg_dumpall > /var/backup/all.sql"; timerConfig = null; }; };
    grafana = { enable = true; hostName = "grafana.example.org"; settings.security.admin_user = "ada"; };
    nextcloud = { enable = true; hostName = "cloud.example.org"; };
    vaultwarden = { enable = true; hostName = "vault.example.org"; settings.SIGNUPS_ALLOWED = false; };
    matrix-synapse = { enable = true; settings = { server_name = "example.org"; listeners = [ { port = 8008; tls = false; resources = [ { names = [ "client" "federation" ]; compress = true; } ]; } ]; }; };
    paperless = { enable = true; hostName = null; environment.PAPERLESS_OCR = "deu+eng"; };
    jellyfin = { enable = true; user = "media"; group = "media"; };
    syncthing = { enable = true; openFirewall = true; settings.folders.documents = { path = "/home/ada/documents"; devices = [ "laptop" ]; versioning = { type = "simple"; params.keep = "10"; }; }; };
    telegraf = { enable = true; settings = { agent.interval = "10s"; inputs = { cpu = { percpu = true; }; disk.ignore_fs = [ "tmpfs" ]; }; }; };
    samba = { enable = true; settings.public = { path = "/srv/public"; "read only" = true; }; };
  };
  users.users.media = { isSystemUser = true; group = "media"; };
  users.groups.media.members = [ "ada" ];
  environment = { variables.EDITOR = "vim"; shellAliases.l = null; systemPackages = with pkgs; [ jq ripgrep fd (python3.withPackages (packages: [ packages.requests ])) house-environment ]; };
  warnings = [ "This machine does too much." ];
}
