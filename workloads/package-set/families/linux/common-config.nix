# Answers that every kernel gets, in groups.
{ lib, yes, no, module, freeform, version }:
let
  whenAtLeast = since: answers: lib.optionalAttrs (lib.versionAtLeast version since) answers;
  whenOlder = before: answers: lib.optionalAttrs (lib.versionOlder version before) answers;
in
{
  debug = { DEBUG_INFO = yes; DEBUG_KERNEL = yes; DYNAMIC_DEBUG = yes; SCHEDSTATS = yes; } // whenOlder "6.12" { DETECT_HUNG_TASK = yes; };
  power = { PM_ADVANCED_DEBUG = yes; PM_WAKELOCKS = yes; CPU_FREQ_DEFAULT_GOV_SCHEDUTIL = yes; };
  timer = { NO_HZ_IDLE = yes; NO_HZ_FULL = no; };
  memory = { CMA = yes; KSM = yes; TRANSPARENT_HUGEPAGE_MADVISE = yes; ZSWAP = yes; ZPOOL = yes; } // whenAtLeast "6.17" { ZPOOL = no; };
  network = { NET = yes; IP_MULTICAST = yes; BPF_JIT = yes; WIREGUARD = module; NF_TABLES_INET = yes; IPV6_MROUTE = yes; TLS = module; };
  wireless = { CFG80211_WEXT = yes; IPW2100_MONITOR = yes; RT2800USB_RT53XX = yes; };
  fb = { FB = yes; FB_EFI = yes; FRAMEBUFFER_CONSOLE_ROTATION = yes; };
  sound = { SND_DYNAMIC_MINORS = yes; SND_HDA_RECONFIG = yes; SND_USB_AUDIO_MIDI_V2 = yes; };
  filesystems = { EXT4_FS_POSIX_ACL = yes; BTRFS_FS_POSIX_ACL = yes; NFSD_V4 = yes; FANOTIFY = yes; TMPFS = yes; OVERLAY_FS = module; };
  security = { SECURITY_APPARMOR = yes; DEFAULT_SECURITY_APPARMOR = yes; RANDOMIZE_BASE = yes; STRICT_KERNEL_RWX = yes; LSM = freeform "landlock,yama,bpf"; };
  namespaces = { NAMESPACES = yes; USER_NS = yes; CGROUP_PIDS = yes; MEMCG = yes; BLK_CGROUP = yes; };
  microcode = { MICROCODE = yes; } // whenOlder "6.6" { MICROCODE_OLD_INTERFACE = null; };
  misc = { MODULE_COMPRESS = yes; HID_BATTERY_STRENGTH = yes; NR_CPUS = freeform "384"; HZ = freeform "1000"; KERNEL_XZ = no; KERNEL_ZSTD = yes; };
}
