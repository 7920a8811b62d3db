# Less is possible, so less can go wrong.
{ config, lib, pkgs, ... }:
{
  meta.maintainers = [ lib.maintainers.fern ];
  boot.blacklistedKernelModules = [ "ax25" "netrom" "rose" "affs" "bfs" ];
  boot.kernel.sysctl = {
    "kernel.yama.ptrace_scope" = lib.mkOverride 500 1;
    "kernel.kptr_restrict" = lib.mkOverride 500 "2";
    "net.core.bpf_jit_enable" = lib.mkDefault false;
    "net.ipv4.conf.all.log_martians" = lib.mkDefault true;
    "net.core.rmem_max" = null;
  };
  security.wrappers.ping.capabilities = lib.mkForce "cap_net_raw+p";
  systemd.settings.Manager.DefaultTimeoutStopSec = "30s";
  systemd.services.nginx.hardening = lib.mkForce "strict";
  environment.defaultPackages = lib.mkForce [ ];
}
