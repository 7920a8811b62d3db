# The native bootstrap: from a downloaded archive of tools to an environment that does not refer to
# it any more, one part of the toolchain a stage.
{ lib, localSystem, config, overlays }:
let
  inherit (localSystem) system;
  files = import ./bootstrap-files.nix { inherit lib localSystem; };

  bootstrapTools = derivation {
    name = "bootstrap-tools";
    inherit system;
    builder = files.busybox;
    args = [
      "ash"
      "-e"
      ./unpack-bootstrap.sh
    ];
    inherit (files) busybox tarball;
    langC = true;
    langCC = true;
    isGNU = true;
  };

  generic = import ./generic.nix { inherit lib config; };
  fetchurlBoot = import ../build-support/fetchurl-boot.nix { inherit lib; };

  preHook = ''
    export NIX_ENFORCE_PURITY="''${NIX_ENFORCE_PURITY-1}"
    export NIX_ENFORCE_NO_NATIVE="''${NIX_ENFORCE_NO_NATIVE-1}"
  '';

  stage =
    {
      name,
      cc,
      overrides ? _: _: { },
      extraNativeBuildInputs ? [ ],
    }:
    {
      inherit config overlays;
      selfBuild = true;
      stdenv = generic {
        name = "${name}-stdenv-linux";
        buildPlatform = localSystem;
        hostPlatform = localSystem;
        targetPlatform = localSystem;
        shell = "${bootstrapTools}/bin/bash";
        initialPath = [ bootstrapTools ];
        inherit cc fetchurlBoot overrides extraNativeBuildInputs;
        isBootstrap = true;
        preHook = preHook + "\n# ${name}\n";
      };
    };

  wrap =
    earlier:
    {
      cc,
      binutils,
      libc,
    }:
    import ../build-support/cc-wrapper {
      inherit lib cc libc;
      stdenvNoCC = earlier.stdenv;
      bintools = binutils;
      coreutils = bootstrapTools;
      name = "bootstrap-cc-wrapper";
    };

  tools = [
    "bash" "coreutils" "findutils" "diffutils" "gnused" "gnugrep" "gawk" "gnutar" "gzip" "bzip2" "gnumake" "patch" "xz" "file"
  ];
in
[
  # Nothing but the archive.
  (earlier: stage { name = "bootstrap-stage0"; cc = null; })

  # The archive's compiler makes a linker.
  (
    earlier:
    stage {
      name = "bootstrap-stage1";
      cc = wrap earlier {
        cc = bootstrapTools;
        binutils = bootstrapTools;
        libc = bootstrapTools;
      };
    }
  )

  # That linker makes a C library.
  (
    earlier:
    stage {
      name = "bootstrap-stage2";
      cc = wrap earlier {
        cc = bootstrapTools;
        inherit (earlier) binutils;
        libc = bootstrapTools;
      };
      overrides = final: previous: { inherit (earlier) binutils-unwrapped binutils perl; };
    }
  )

  # The archive's compiler with that library makes a compiler.
  (
    earlier:
    stage {
      name = "bootstrap-stage3";
      cc = wrap earlier {
        cc = bootstrapTools;
        inherit (earlier) binutils;
        libc = earlier.glibc;
      };
      overrides = final: previous: {
        inherit (earlier) binutils glibc linux-headers perl;
        # The compiler's libraries are made static, so that it does not need them where it goes.
        gmp = previous.gmp.override { withStatic = true; };
        mpfr = previous.mpfr.overrideAttrs (old: { dontDisableStatic = true; });
      };
      extraNativeBuildInputs = [ earlier.patchelf ];
    }
  )

  # That compiler makes everything else of the environment.
  (
    earlier:
    stage {
      name = "bootstrap-stage4";
      cc = wrap earlier {
        cc = earlier.gcc-unwrapped;
        inherit (earlier) binutils;
        libc = earlier.glibc;
      };
      overrides = final: previous: {
        inherit (earlier) glibc linux-headers gcc-unwrapped gmp mpfr libmpc isl;
      };
      extraNativeBuildInputs = [ earlier.patchelf ];
    }
  )

  (earlier: {
    inherit config overlays;
    selfBuild = true;
    stdenv = generic {
      name = "stdenv-linux";
      buildPlatform = localSystem;
      hostPlatform = localSystem;
      targetPlatform = localSystem;
      inherit preHook fetchurlBoot;
      shell = "${earlier.bash}/bin/bash";
      initialPath = map (tool: earlier.${tool}) tools;
      cc = earlier.gcc;
      hooks = import ./hooks.nix;
      extraNativeBuildInputs = [
        earlier.patchelf
        earlier.updateAutotoolsGnuConfigScriptsHook
      ];
      disallowedRequisites = [ bootstrapTools.outPath ];
      overrides =
        final: previous:
        lib.genAttrs tools (tool: earlier.${tool})
        // {
          inherit (earlier) glibc linux-headers gmp mpfr libmpc isl zlib patchelf attr acl libsigsegv;
        }
        # A compiler that makes code for elsewhere is another one.
        // lib.optionalAttrs (previous.targetPlatform == localSystem) {
          inherit (earlier) gcc-unwrapped gcc binutils-unwrapped binutils;
        };
    };
  })
]
