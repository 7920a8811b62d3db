# Packages made from others by overriding them, and what puts packages together.
{ pkgs, lib, previous }:
let
  inherit (pkgs) callPackage stdenv;
in
{
  curlFull = pkgs.curl.override {
    scpSupport = true;
    brotliSupport = true;
    idnSupport = true;
  };
  curlMinimal = pkgs.curl.override (old: {
    http2Support = false;
    zlibSupport = false;
    openssl = old.openssl.override { withZlib = false; };
  });
  gitMinimal = (pkgs.git.override { perlSupport = false; curl = pkgs.curlMinimal; }).overrideAttrs (old: {
    pname = "git-minimal";
    doInstallCheck = false;
  });
  gitFull = pkgs.git.override { guiSupport = true; withManual = true; };
  sqlite-interactive = (pkgs.sqlite.override { interactive = true; }).bin;
  ffmpeg-headless = (pkgs.ffmpeg.override { withSdl2 = false; withFreetype = false; }).overrideAttrs (
    final: old: {
      pname = "${old.pname}-headless";
      configureFlags = builtins.filter (flag: !(lib.hasInfix "sdl2" flag)) old.configureFlags ++ [ "--prefix=${placeholder "out"}" ];
    }
  );
  postgresql_17 = pkgs.postgresql.overrideAttrs (
    final: old: {
      version = "17.6";
      src = pkgs.fetchurl {
        url = "https://postgresql.example.org/releases/postgresql-${final.version}.tar.xz";
        hash = "sha256-4GMKNgCuonURcVVjJZ7CERzV9SU6QrFTDBVP7nZmmSQ=";
      };
      passthru = old.passthru // { isOld = true; };
    }
  );
  postgresql-with-plugins = pkgs.postgresql.withPackages (_: [ pkgs.jansson pkgs.protobuf ]);
  hello-debug = pkgs.hello.override { stdenv = pkgs.stdenvAdapters.keepDebugInfo stdenv; };
  hello-static = pkgs.hello.override { stdenv = pkgs.stdenvAdapters.makeStatic stdenv; };
  hello-clang = pkgs.hello.override { stdenv = pkgs.overrideCC stdenv pkgs.clang; };
  hello-propagated = pkgs.curl.override { stdenv = pkgs.stdenvAdapters.propagateBuildInputs (pkgs.stdenvAdapters.withCFlags "-O3" stdenv); };
  hello-derivation = pkgs.hello.overrideDerivation (old: { NIX_DEBUG = 1; name = "${old.name}-debug"; });
  hello-inputs = pkgs.hello.inputDerivation;
  openssl-legacy = pkgs.openssl.override { enableSSL2 = true; };

  python-with-web = pkgs.python3.withPackages (packages: with packages; [ flask requests sqlalchemy ]);
  python-modified =
    let
      python = pkgs.python313.override {
        self = python;
        packageOverrides = final: previous: {
          requests = previous.requests.overrideAttrs { doInstallCheck = false; };
          urllib3 = previous.urllib3.override (old: { version = "1.26.20"; });
        };
      };
    in
    python.withPackages (packages: [ packages.httpx packages.requests ]);
  ansible = pkgs.python313Packages.buildPythonApplication {
    pname = "ansible";
    version = "12.1.0";
    pyproject = true;
    src = lib.cleanSource ./sources/ansible;
    build-system = [ pkgs.python313Packages.setuptools ];
    dependencies = with pkgs.python313Packages; [ ansible-core jinja2 ];
  };
  haskell-shell = pkgs.haskellPackages.shellFor { packages = packages: [ packages.aeson packages.pandoc ]; };
  haskell-with-packages = pkgs.haskellPackages.ghcWithPackages (packages: [ packages.aeson packages.conduit ]);
  haskell-newer = (pkgs.haskellPackages.override {
    overrides = final: previous: {
      text = final.callPackage ({ mkDerivation, base, lib }: mkDerivation {
        pname = "text";
        version = "2.1.3";
        sha256 = "1rz8xyrk6cbx6jjx2fyvrq0j9fvsf1rjg1kqr4qk0vqx2jwqg5yb";
        libraryHaskellDepends = [ base ];
        license = lib.licenses.bsd2;
      }) { };
    };
  }).aeson;
  perl-with-packages = pkgs.buildEnv {
    name = "perl-with-packages";
    paths = [ pkgs.perl ] ++ builtins.attrValues { inherit (pkgs.perlPackages) LWP DBI DateTime; };
    extraOutputsToInstall = [ "man" "devdoc" ];
  };

  greeter = callPackage ./sources/greeter/package.nix { };
  greeter-script = pkgs.writeShellApplication {
    name = "greet";
    runtimeInputs = [ pkgs.hello pkgs.coreutils pkgs.jq ];
    excludeShellChecks = [ 2016 ];
    text = "hello --greeting \"$(jq -r .greeting ${./sources/greeter/greeting.json})\"";
  };
  desktop-tools = pkgs.buildEnv {
    name = "desktop-tools";
    paths = [ pkgs.tmux pkgs.vim pkgs.htop pkgs.gnupg (lib.getMan pkgs.openssl) ];
    pathsToLink = [ "/bin" "/share/man" ];
    extraOutputsToInstall = [ "doc" ];
  };
  font-farm = pkgs.linkFarm "font-farm" {
    "conf/fonts.conf" = pkgs.writeText "fonts.conf" "<fontconfig><dir>${pkgs.ghostscript.fonts}</dir></fontconfig>";
    "lib" = pkgs.fontconfig.lib;
  };
  joined-compression = pkgs.symlinkJoin {
    name = "joined-compression";
    paths = map lib.getBin [ pkgs.xz pkgs.bzip2 pkgs.zstd ] ++ [ pkgs.gzip.man ];
    postBuild = "rm -r $out/share/doc";
  };
  structured-example = stdenv.mkDerivation (finalAttrs: {
    name = "structured-example";
    __structuredAttrs = true;
    outputs = [ "out" "dev" ];
    buildInputs = [ pkgs.zlib ];
    nested = {
      list = [ 1 2.5 "three" null true [ ] { } ];
      path = ./sources/greeter/greeting.json;
      package = pkgs.hello;
      text = "line\nline \"quoted\" \\ ünïcödé";
    };
    exportReferencesGraph.closure = [ pkgs.hello pkgs.zlib.dev ];
    outputChecks = {
      out = {
        maxSize = 1024 * 1024;
        allowedReferences = [ "dev" pkgs.zlib.out ];
      };
      dev.disallowedRequisites = [ pkgs.hello ];
    };
    env.GREETING = "hello";
    buildCommand = "echo \${nested[@]} > \${outputs[out]}";
  });
  graph-example = stdenv.mkDerivation {
    name = "graph-example";
    exportReferencesGraph = [ "closure-hello" pkgs.hello "closure-zlib" pkgs.zlib ];
    allowedReferences = [ ];
    allowedRequisites = [ pkgs.hello ];
    text = "some text";
    numbers = builtins.genList (index: index * 1.5) 4;
    script = "echo $textPath";
    passAsFile = [ "text" "script" ];
    requiredSystemFeatures = [ "kvm" ];
    buildCommand = "cat $textPath > $out";
  };
  discarded-example = pkgs.runCommand "discarded-example" {
    withoutContext = builtins.unsafeDiscardStringContext "${pkgs.hello}";
    withoutOutputs = builtins.unsafeDiscardOutputDependency pkgs.hello.drvPath;
  } "echo $withoutOutputs > $out";
}
