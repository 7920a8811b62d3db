# A module built outside the kernel's tree.
{ lib, stdenv, fetchFromGitHub, kernel, kmod, pname, version, extra ? { } }:
stdenv.mkDerivation (
  {
    name = "${pname}-${version}-${kernel.version}";
    inherit pname version;
    src = fetchFromGitHub {
      owner = "kernel-modules";
      repo = pname;
      rev = "v${version}";
      sha256 = (import ../../languages/words.nix { inherit lib; }).hashOf "sha256" pname;
    };
    hardeningDisable = [ "pic" "format" ];
    nativeBuildInputs = [ kmod ] ++ kernel.nativeBuildInputs;
    makeFlags = kernel.makeFlags ++ [
      "KERNELRELEASE=${kernel.modDirVersion}"
      "KERNEL_DIR=${kernel.dev}/lib/modules/${kernel.modDirVersion}/build"
      "INSTALL_MOD_PATH=$(out)"
    ];
    enableParallelBuilding = true;
  }
  // extra
  // {
    meta = { license = lib.licenses.gpl2Plus; platforms = lib.platforms.linux; } // extra.meta or { };
  }
)
