# Package functions by name, each asking for what it needs by its formals.
let
  release = site: pname: version: {
    url = "https://${site}/${pname}-${version}.tar.gz";
    hash = builtins.hashString "sha256" "${pname}-${version}";
  };
in
{
  zlib =
    { stdenv, fetchurl }:
    stdenv.mkDerivation rec {
      pname = "zlib";
      version = "1.3.1";
      src = fetchurl (release "zlib.net" pname version);
      outputs = [ "out" "dev" "static" ];
      configurePlatforms = [ ];
      meta.license = "zlib";
    };

  bzip2 =
    { stdenv, fetchurl, generation }:
    stdenv.mkDerivation (finalAttrs: {
      pname = "bzip2";
      version = "1.0.${toString generation}";
      src = fetchurl (release "sourceware.org" finalAttrs.pname finalAttrs.version);
      outputs = [ "bin" "out" "dev" ];
      makeFlags = [ "PREFIX=$(out)" "CC=cc" ];
    });

  xz =
    { lib, stdenv, fetchurl, enableStatic ? false }:
    stdenv.mkDerivation rec {
      pname = "xz";
      version = "5.6.3";
      src = fetchurl (release "tukaani.org" pname version);
      configureFlags = lib.optional enableStatic "--disable-shared";
      enableParallelBuilding = true;
      doCheck = true;
    };

  ncurses =
    { lib, stdenv, fetchurl, abiVersion ? "6", unicodeSupport ? true, withCxx ? !stdenv.isDarwin, ... }:
    stdenv.mkDerivation (finalAttrs: {
      pname = "ncurses${lib.optionalString (abiVersion == "5") "-abi5"}";
      version = "6.5";
      src = fetchurl (release "invisible-island.net" finalAttrs.pname finalAttrs.version);
      outputs = [ "out" "dev" "man" ];
      configureFlags = [
        "--with-shared"
        "--without-debug"
        "--enable-pc-files"
      ]
      ++ lib.optional unicodeSupport "--enable-widec"
      ++ lib.optional (!withCxx) "--without-cxx";
      passthru.abi = builtins.fromJSON abiVersion;
      meta = {
        description = "Terminal control library";
        platforms = [ "x86_64-linux" "aarch64-linux" ];
      };
    });

  readline =
    { lib, stdenv, fetchurl, ncurses, generation }:
    stdenv.mkDerivation rec {
      pname = "readline";
      version = "8.${toString generation}";
      src = fetchurl (release "ftp.gnu.org" pname version);
      propagatedBuildInputs = [ ncurses ];
      patches = map (number: "readline82-${lib.fixedWidthString 3 "0" (toString number)}") (lib.range 1 (lib.mod generation 10));
      postInstall = ''
        ln -s libreadline.so.${version} $out/lib/libreadline.so
      '';
    };

  openssl =
    { lib, stdenv, fetchurl, perl, enableLegacy ? false, enableKTLS ? stdenv.isLinux }:
    stdenv.mkDerivation rec {
      pname = "openssl";
      version = if enableLegacy then "1.1.1w" else "3.4.0";
      src = fetchurl (release "openssl.org" pname version);
      nativeBuildInputs = [ perl ];
      outputs = [ "bin" "dev" "out" "man" ];
      configureFlags = [
        "shared"
        "--libdir=lib"
      ]
      ++ lib.optional enableKTLS "enable-ktls"
      ++ lib.optionals enableLegacy [ "enable-md2" "enable-rc5" ];
      meta = {
        license = [ "openssl" ] ++ lib.optional (!enableLegacy) "asl20";
        broken = enableLegacy && !stdenv.isLinux;
      };
    };

  perl =
    { stdenv, fetchurl, zlib, bzip2, generation }:
    stdenv.mkDerivation rec {
      pname = "perl";
      version = "5.${toString (generation * 2)}.0";
      src = fetchurl (release "cpan.org" pname version);
      buildInputs = [ zlib bzip2 ];
      passthru = {
        libPrefix = "lib/perl5/site_perl";
        interpreter = "perl";
      };
    };

  sqlite =
    { lib, stdenv, fetchurl, zlib, readline, ncurses, interactive ? true, generation }:
    stdenv.mkDerivation rec {
      pname = "sqlite${lib.optionalString interactive "-interactive"}";
      version = "3.${toString generation}.1";
      archive = lib.concatMapStrings (lib.fixedWidthString 2 "0") (lib.splitString "." version);
      src = fetchurl (release "sqlite.org" "sqlite-autoconf" archive);
      buildInputs = [ zlib ] ++ lib.optionals interactive [ readline ncurses ];
      configureFlags = [ "--enable-threadsafe" ] ++ lib.optional interactive "--with-readline";
      compilerFlags = toString (
        map (feature: "-DSQLITE_ENABLE_${lib.toUpper feature}=1") [ "column_metadata" "dbstat_vtab" "fts5" "rtree" ]
      );
    };

  expat =
    { stdenv, fetchurl, lib }:
    stdenv.mkDerivation (finalAttrs: {
      pname = "expat";
      version = "2.6.4";
      tag = "R_${builtins.replaceStrings [ "." ] [ "_" ] finalAttrs.version}";
      src = fetchurl (release "expat.org" finalAttrs.tag finalAttrs.version);
      meta.description = lib.concatStringsSep " " [ "Stream-oriented" "XML" "parser" ];
    });

  libffi =
    { stdenv, fetchurl }:
    stdenv.mkDerivation {
      pname = "libffi";
      version = "3.4.6";
      src = fetchurl (release "sourceware.org" "libffi" "3.4.6");
      outputs = [ "out" "dev" "man" "info" ];
    };

  nghttp3 =
    { stdenv, fetchurl, openssl }:
    stdenv.mkDerivation rec {
      pname = "nghttp3";
      version = "1.6.0";
      src = fetchurl (release "nghttp2.org" pname version);
      buildInputs = [ openssl ];
    };

  curl =
    {
      lib,
      stdenv,
      fetchurl,
      openssl,
      zlib,
      nghttp3 ? null,
      http3Support ? false,
      zlibSupport ? true,
      checked ? false,
      config,
    }:
    assert http3Support -> nghttp3 != null;
    stdenv.mkDerivation rec {
      pname = "curl";
      version = "8.11.0";
      src = fetchurl (release "curl.se" pname version);
      outputs = [ "bin" "dev" "out" ];
      propagatedBuildInputs = [ openssl ] ++ lib.optional http3Support nghttp3 ++ lib.optional zlibSupport zlib;
      configureFlags = [
        "--with-openssl=${openssl}"
        (if http3Support then "--with-nghttp3=${nghttp3}" else "--without-nghttp3")
      ];
      doCheck = checked && config.doCheck;
      passthru = { inherit openssl; };
    };

  python =
    {
      lib,
      stdenv,
      fetchurl,
      version ? "3.13.0",
      bzip2,
      expat,
      libffi,
      openssl,
      readline,
      sqlite,
      xz,
      zlib,
      bluetoothSupport ? false,
      bluez ? null,
      self ? null,
    }:
    assert bluetoothSupport -> bluez != null;
    let
      majorMinor = lib.majorMinor version;
      modern = lib.versionAtLeast version "3.7";
    in
    stdenv.mkDerivation {
      pname = "python";
      inherit version;
      src = fetchurl (release "python.org" "Python" version);
      buildInputs = builtins.filter (input: input != null) [
        bzip2
        expat
        libffi
        openssl
        readline
        sqlite
        xz
        zlib
        (if bluetoothSupport then bluez else null)
      ];
      configureFlags = [
        "--enable-shared"
        "--without-ensurepip"
      ]
      ++ lib.optional modern "--with-openssl=${openssl}"
      ++ lib.optional (!modern) "--with-threads";
      postPatch = lib.optionalString modern ''
        substituteInPlace configure --replace /usr ${zlib}
      '';
      passthru = rec {
        pythonVersion = majorMinor;
        sitePackages = "lib/python${majorMinor}/site-packages";
        isModern = modern;
      };
    };

  pcre2 =
    { stdenv, fetchurl, withJitSealloc ? true, lib }:
    stdenv.mkDerivation rec {
      pname = "pcre2";
      version = "10.44";
      src = fetchurl (release "pcre.org" pname version);
      configureFlags = [ "--enable-pcre2-16" ] ++ lib.optional withJitSealloc "--enable-jit-sealloc";
      outputs = [ "bin" "dev" "out" ];
    };

  git =
    {
      lib,
      stdenv,
      fetchurl,
      curl,
      expat,
      openssl,
      pcre2,
      perl,
      python,
      zlib,
      perlSupport ? true,
      pythonSupport ? true,
      withManual ? true,
      generation,
    }:
    stdenv.mkDerivation (finalAttrs: {
      pname = "git${lib.optionalString (!perlSupport && !pythonSupport) "-minimal"}";
      version = "2.${toString generation}.0";
      src = fetchurl (release "kernel.org" finalAttrs.pname finalAttrs.version);
      buildInputs = [ curl expat openssl pcre2 zlib ] ++ lib.optional perlSupport perl ++ lib.optional pythonSupport python;
      makeFlags = lib.mapAttrsToList (name: value: "${name}=${value}") (
        {
          CURL_CONFIG = "${curl.dev}/bin/curl-config";
          prefix = "$(out)";
        }
        // lib.optionalAttrs (!perlSupport) { NO_PERL = "1"; }
        // lib.optionalAttrs pythonSupport { PYTHON_PATH = "${python}/bin/python"; }
      );
      outputs = [ "out" ] ++ lib.optional withManual "doc";
      passthru.tests = { inherit (finalAttrs) version; };
      meta = {
        description = "Distributed version control system";
        longDescription = ''
          Version ${finalAttrs.version}, built with ${lib.concatMapStringsSep ", " lib.getName finalAttrs.buildInputs}.
        '';
      };
    });

  environment =
    { lib, stdenv, name ? "environment", paths ? [ ], git, python }:
    stdenv.mkDerivation {
      pname = name;
      version = "0";
      paths = map toString (paths ++ [ git python ]);
      searchPath = lib.makeSearchPath "bin" (paths ++ [ git python.out ]);
      propagatedBuildInputs = paths;
      buildCommand = lib.concatMapStrings (path: "ln -s ${path}/bin/* $out/bin/\n") paths;
    };
}
