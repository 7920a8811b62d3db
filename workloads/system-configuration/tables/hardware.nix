# Hardware: modules of the kernel, its parameters, rules.
{
  bluetooth = { modules = [ "btusb" ]; rules = "KERNEL==\"rfkill\", GROUP=\"wheel\"\n"; };
  cpu-amd = { modules = [ "kvm-amd" ]; params = [ "amd_pstate=active" ]; };
  cpu-intel = { modules = [ "kvm-intel" ]; params = [ "intel_iommu=on" ]; };
  graphics-intel = { modules = [ "i915" ]; early = true; };
  graphics-nouveau = { modules = [ "nouveau" ]; blacklist = [ "nvidia" "nvidiafb" ]; };
  nvme = { modules = [ "nvme" ]; early = true; };
  sata = { modules = [ "ahci" "sd_mod" ]; early = true; };
  sensors = { modules = [ "coretemp" "nct6775" ]; };
  steam-hardware = { rules = "SUBSYSTEM==\"usb\", MODE=\"0660\", TAG+=\"uaccess\"\n"; };
  tpm2 = { modules = [ "tpm_crb" ]; params = [ "tpm_tis.interrupts=0" ]; };
  usb-storage = { modules = [ "xhci_pci" "uas" ]; early = true; };
  virtio = { modules = [ "virtio_pci" "virtio_blk" ]; early = true; };
  watchdog = { params = [ "nmi_watchdog=1" ]; };
  webcam = { modules = [ "uvcvideo" ]; };
  yubikey = { rules = "ATTRS{idVendor}==\"1050\", TAG+=\"uaccess\"\n"; };
}
