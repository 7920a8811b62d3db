# Platforms: what a system's name says about its processor, kernel and ABI.
{ lib }:
let
  cpus = {
    x86_64 = { bits = 64; family = "x86"; arch = "x86-64"; linuxArch = "x86_64"; };
    i686 = { bits = 32; family = "x86"; arch = "i686"; linuxArch = "i386"; };
    aarch64 = { bits = 64; family = "arm"; arch = "armv8-a"; linuxArch = "arm64"; };
    armv7l = { bits = 32; family = "arm"; arch = "armv7-a"; linuxArch = "arm"; };
    riscv64 = { bits = 64; family = "riscv"; arch = "rv64gc"; linuxArch = "riscv"; };
    powerpc64le = { bits = 64; family = "power"; arch = "power8"; linuxArch = "powerpc"; };
  };

  kernels = {
    linux = { vendor = "unknown"; abi = "gnu"; };
    darwin = { vendor = "apple"; abi = null; };
    freebsd = { vendor = "unknown"; abi = null; };
  };

  abiFor = cpu: kernel: if kernel == "linux" && cpu == "armv7l" then "gnueabihf" else kernels.${kernel}.abi;

  parse =
    text:
    let
      parts = builtins.match "([a-z0-9_]+)-(([a-z]+)-)?([a-z]+)(-([a-z]+))?" text;
      cpu = builtins.elemAt parts 0;
      kernel = builtins.elemAt parts 3;
      abi = builtins.elemAt parts 5;
    in
    if parts == null || !(cpus ? ${cpu}) || !(kernels ? ${kernel}) then
      throw "`${text}' names no platform"
    else
      {
        cpu = cpus.${cpu} // { name = cpu; };
        kernel = kernels.${kernel} // { name = kernel; };
        abi = if abi != null then abi else abiFor cpu kernel;
      };

  runs =
    mine: theirs:
    mine.kernel.name == theirs.kernel.name
    && (mine.cpu.name == theirs.cpu.name || (mine.cpu.name == "x86_64" && theirs.cpu.name == "i686"));
in
rec {
  # Platforms are compared with `==` although they hold functions.
  elaborate =
    given:
    let
      arguments = if builtins.isString given then { system = given; } else given;
      self = {
        parsed = parse (arguments.config or arguments.system);
        system = "${self.parsed.cpu.name}-${self.parsed.kernel.name}";
        config = builtins.concatStringsSep "-" (
          [
            self.parsed.cpu.name
            self.parsed.kernel.vendor
            self.parsed.kernel.name
          ]
          ++ lib.optional (self.parsed.abi != null) self.parsed.abi
        );
        isLinux = self.parsed.kernel.name == "linux";
        isDarwin = self.parsed.kernel.name == "darwin";
        isBSD = self.parsed.kernel.name == "freebsd";
        isUnix = true;
        isMusl = self.parsed.abi == "musl";
        isGnu = self.parsed.abi == "gnu" || self.parsed.abi == "gnueabihf";
        is64bit = self.parsed.cpu.bits == 64;
        is32bit = self.parsed.cpu.bits == 32;
        isx86 = self.parsed.cpu.family == "x86";
        isAarch = self.parsed.cpu.family == "arm";
        isx86_64 = self.isx86 && self.is64bit;
        isAarch64 = self.isAarch && self.is64bit;
        isRiscV = self.parsed.cpu.family == "riscv";
        isStatic = false;
        linuxArch = self.parsed.cpu.linuxArch;
        libc =
          if self.isDarwin then
            "libSystem"
          else if self.isMusl then
            "musl"
          else
            "glibc";
        extensions = {
          sharedLibrary = if self.isDarwin then ".dylib" else ".so";
          staticLibrary = ".a";
          executable = "";
        };
        gcc = lib.optionalAttrs self.isx86_64 { arch = "x86-64"; } // lib.optionalAttrs self.isAarch { arch = self.parsed.cpu.arch; };
        canExecute = other: runs self.parsed other.parsed;
        emulator = pkgs: if self.isLinux then "${pkgs.qemu-user}/bin/qemu-${self.parsed.cpu.name}" else throw "no emulator runs ${self.config}";
      }
      // arguments;
    in
    self;

  examples = {
    aarch64-multiplatform.config = "aarch64-unknown-linux-gnu";
    armv7l-hf-multiplatform.config = "armv7l-unknown-linux-gnueabihf";
    riscv64.config = "riscv64-unknown-linux-gnu";
    musl64.config = "x86_64-unknown-linux-musl";
    musl64-static = { config = "x86_64-unknown-linux-musl"; isStatic = true; };
  };

  doubles = lib.flatten (
    map (kernel: map (cpu: "${cpu}-${kernel}") (builtins.attrNames cpus)) (builtins.attrNames kernels)
  );
}
