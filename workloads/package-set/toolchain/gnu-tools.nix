# Tools that differ in little but their name, version and inputs.
{ pkgs, lib }:
let
  table = {
    bash = { version = "5.3p3"; inputs = [ ]; native = [ "bison" ]; outputs = [ "out" "dev" "man" "doc" ]; flags = [ "--without-bash-malloc" "--disable-nls" ]; hash = "sha256-DVzYaWX4aaJs9k9Lcb57lvkKO6iz104n6OnZ1VUPMbo="; extension = "gz"; };
    coreutils = { version = "9.8"; inputs = [ "attr" "acl" "gmp" ]; native = [ "perl" "xz" ]; outputs = [ "out" "info" ]; flags = [ "--with-openssl=no" ]; hash = "sha256-5sx6hXoVYM3Ep2JUc3NbMJz6d1nD5SkeJx3LoHWHcM4="; };
    findutils = { version = "4.10.0"; inputs = [ "coreutils" ]; outputs = [ "out" "info" "locate" ]; flags = [ "--localstatedir=/var/cache" ]; hash = "sha256-E4fgtn/yR9Kr3pmPkN+/cMFJE5Glnd/suK5ph4nwpPU="; };
    diffutils = { version = "3.12"; inputs = [ "coreutils" ]; native = [ "xz" ]; outputs = [ "out" "info" ]; hash = "sha256-fIt/n8hgkUH96pzs6FJJ0whiQ5H/Yd7a9Sj8szdyff0="; };
    gnused = { source = "sed"; version = "4.9"; native = [ "perl" ]; outputs = [ "out" "info" ]; hash = "sha256-biJrcy4c1zlGStaGK9Ghq6QteYKSLaelNRljHSSXUYE="; };
    gnugrep = { source = "grep"; version = "3.12"; inputs = [ "pcre2" "libiconv" ]; native = [ "perl" ]; outputs = [ "out" "info" ]; hash = "sha256-JkmyfA6Q5jLq3NdXvgbG6aT0jZQd5R58D4P/dkCKB7k="; };
    gawk = { version = "5.3.2"; inputs = [ "libsigsegv" ]; outputs = [ "out" "info" "man" ]; hash = "sha256-+MNIZQnecFGSE4sA7ywAu73Q6Eww1cB9I/xzqdxMycw="; };
    gnutar = { source = "tar"; version = "1.35"; inputs = [ "acl" ]; outputs = [ "out" "info" ]; flags = [ "DEFAULT_RMT_DIR=" ]; hash = "sha256-TWL/NzQux67XSFNTI5MMfPlKz3HDWRiCsmp+pQ8+3BY="; };
    gzip = { version = "1.14"; native = [ "xz" ]; outputs = [ "out" "man" "info" ]; hash = "sha256-Aae4gb0iC/32Ffl7hxj4C9/T9q3ThbmT3Pbv0U6MCsY="; };
    gnumake = { source = "make"; version = "4.4.1"; outputs = [ "out" "man" "info" "doc" ]; flags = [ "--without-guile" ]; hash = "sha256-3Rb7HWe/q3mnL16DkHNcSePo5wtJRaFasfgd23hlj7M="; extension = "gz"; };
    patch = { source = "patch"; version = "2.8"; inputs = [ "ed" ]; hash = "sha256-+Hzuae7CtPy/YKOWsDCtaqNBXxkqpffuhMrV4R9/WuM="; };
    ed = { version = "1.22.2"; hash = "sha256-9X3tb40Vlb42VEpqJf4e/9aphy2VjvhDoZxgjXV1HyU="; extension = "lz"; };
    m4 = { source = "m4"; version = "1.4.20"; flags = [ "--with-syscmd-shell=/bin/sh" ]; hash = "sha256-4jbqNu8lMUAOLGu3xA5uoJ3ivWv6acJHS/iw7TGvLDk="; extension = "bz2"; };
    bison = { version = "3.8.2"; native = [ "m4" "perl" ]; propagated = [ "m4" ]; hash = "sha256-m7oCFMz38QecXVkhAEUie89hlRmEDr+oDNOEnP9aW/I="; };
    libsigsegv = { version = "2.15"; flags = [ "--enable-shared" ]; hash = "sha256-A2hV3iylyq/O/2QYvEGx1YPGYQ5o9JOmGGHXpI6nNjo="; extension = "gz"; };
    libiconv = { version = "1.18"; outputs = [ "out" "dev" ]; flags = [ "--enable-static" ]; hash = "sha256-Owj10fy0VvcPQvVQbAxhiCT/UDLTUdqZ3zVYTHSTs2Q="; extension = "gz"; };
    gettext = { version = "0.26"; inputs = [ "libiconv" ]; outputs = [ "out" "doc" "info" ]; flags = [ "--disable-csharp" "--disable-java" ]; hash = "sha256-0f2jCdYxxZNBJS4Em8iGNQ+G8Ejd8KYyS6yMWwEm1fo="; };
    libtool = { version = "2.5.4"; native = [ "perl" "m4" ]; propagated = [ "m4" "file" ]; outputs = [ "out" "lib" ]; hash = "sha256-+B9YYGZrC8fYS63c+mDRy5+m/OsjmMw7wKavqmAmJnU="; };
    autoconf = { version = "2.72"; native = [ "perl" "m4" ]; propagated = [ "m4" ]; outputs = [ "out" "doc" "info" ]; hash = "sha256-uohcExlXjWyU1G6bDc60AUyq/iSQ5Deg28o/JwoiP1o="; };
    automake = { version = "1.18.1"; native = [ "autoconf" "perl" ]; propagated = [ "autoconf" ]; outputs = [ "out" ]; hash = "sha256-Fo1LxzEJ+6NDs3eEgPHBcUXW7WpD1PbW8YuHVVpWiKI="; };
    texinfo = { version = "7.2"; inputs = [ "ncurses" "perl" "libiconv" ]; flags = [ "PERL=perl" ]; hash = "sha256-AynXeI++8RP6gsuAiJyhl6NEzg33ZG/gAJdMXXFDY6Y="; };
    readline = { version = "8.3"; inputs = [ ]; propagated = [ "ncurses" ]; outputs = [ "out" "dev" "man" "doc" "info" ]; hash = "sha256-JROdMOWgAF+mn9SzfWVxQfNGdBLFM5iTWHXA4jJw4wM="; extension = "gz"; };
    gperf = { version = "3.3"; hash = "sha256-/Yfk6E2Z2XoEOCR3Lf1nY+KV8Ryi57tz+G9BThWHCkc="; extension = "gz"; };
    which = { version = "2.23"; hash = "sha256-osVYIm/E2eTOMxvS/Tw/F/lVEV0sAORHYYpO+ZeKKnM="; extension = "gz"; };
    time = { version = "1.9"; hash = "sha256-+6zwyB5iQp3z4zvaTO44dWYE8Y4B2XczjiMwaj47Uh4="; extension = "gz"; };
    wget = { version = "1.25.0"; inputs = [ "openssl" "zlib" "libidn2" "pcre2" ]; native = [ "gettext" "pkg-config" "perl" ]; flags = [ "--with-ssl=openssl" ]; hash = "sha256-dm5U07UuYP55zO+h0Ueok+V8Ky8zj7bxKyXORaFWBys="; extension = "gz"; };
    nano = { version = "8.6"; inputs = [ "ncurses" "file" ]; native = [ "texinfo" "gettext" ]; outputs = [ "out" "info" ]; hash = "sha256-96v78O7V9XOrUb13pFjzLYL5hZxbh1xVMz2YkZnvWBI="; };
    screen = { version = "5.0.1"; inputs = [ "ncurses" "libxcrypt" ]; native = [ "autoconf" "automake" ]; flags = [ "--enable-telnet" ]; hash = "sha256-La429Ns3n/zRS2kVlrpuwYrDqeIrxHrCOXiatYQJhp0="; extension = "gz"; };
    parallel = { version = "20260222"; inputs = [ "perl" ]; outputs = [ "out" "man" "doc" ]; hash = "sha256-ShSslJCDmvc5lpPCyoAlYzbNHwRHj5pMrJ3UXnDCkOQ="; extension = "bz2"; };
  };

  make =
    name:
    {
      version,
      hash,
      source ? name,
      extension ? "xz",
      inputs ? [ ],
      native ? [ ],
      propagated ? [ ],
      outputs ? [ "out" ],
      flags ? [ ],
    }:
    pkgs.callPackage (
      { lib, stdenv, fetchurl }:
      stdenv.mkDerivation (finalAttrs: {
        pname = name;
        inherit version outputs;
        src = fetchurl {
          url = "mirror://gnu/${source}/${source}-${finalAttrs.version}.tar.${extension}";
          inherit hash;
        };
        nativeBuildInputs = map (input: pkgs.splicedPackages.${input}) native;
        buildInputs = map (input: pkgs.splicedPackages.${input}) inputs;
        propagatedBuildInputs = map (input: pkgs.splicedPackages.${input}) propagated;
        configureFlags = flags;
        doCheck = builtins.elem "perl" native;
        meta = {
          description = "The program ${source} of the GNU project";
          homepage = "https://www.gnu.example.org/software/${source}/";
          license = lib.licenses.gpl3Plus;
          platforms = lib.platforms.all;
          mainProgram = source;
        };
      })
    ) { };
in
builtins.mapAttrs make table
