# Applications that are made up by number, in three styles, on top of libraries that are not.
{ pkgs, lib, count }:
let
  words = import ../languages/words.nix { inherit lib; };
  libraries = [ "zlib" "openssl" "curl" "glib" "sqlite" "libxml2" "ncurses" "icu" "freetype" "libuv" "jansson" "gtk" "boost" "protobuf" ];
  offset = 3000;
  nameOf = index: words.nameOf (index + offset);
  libraryFor = index: nth: builtins.elemAt libraries (lib.mod (lib.scramble (index * 13 + nth)) (builtins.length libraries));

  inputsOf = index: lib.unique (builtins.genList (libraryFor index) (1 + lib.mod index 4));
  formals = index: lib.genAttrs ([ "lib" "stdenv" "fetchurl" "pkg-config" ] ++ inputsOf index ++ map nameOf (words.earlier 2 index)) (_: false);

  # Each is a function of what it needs, as if it stood in a file.
  application =
    index:
    let
      pname = nameOf index;
      version = words.versionOf index;
      style = lib.mod index 3;
    in
    lib.setFunctionArgs (
      arguments:
      arguments.stdenv.mkDerivation (finalAttrs: {
        inherit pname version;
        src = arguments.fetchurl {
          url = "https://${pname}.example.org/${finalAttrs.pname}-${finalAttrs.version}.tar.gz";
          hash = words.sriOf pname;
        };
        outputs = [ "out" ] ++ lib.optionals (style == 1) [ "dev" "man" ];
        nativeBuildInputs = [ arguments.pkg-config ] ++ lib.optional (style == 2) pkgs.splicedPackages.cmake;
        buildInputs = map (name: arguments.${name}) (inputsOf index);
        propagatedBuildInputs = map (other: arguments.${nameOf other}) (words.earlier 2 index);
        configureFlags = map (name: lib.withFeatureAs true name "${lib.getDev arguments.${name}}") (inputsOf index);
        cmakeFlags = lib.optional (style == 2) (lib.cmakeBool "BUILD_SHARED_LIBS" true);
        __structuredAttrs = lib.mod index 11 == 5;
        env.NIX_CFLAGS_COMPILE = lib.concatMapStringsSep " " (name: "-DHAVE_${lib.toUpper name}") (inputsOf index);
        postInstall = ''
          wrapProgram $out/bin/${pname} --prefix PATH : ${lib.makeBinPath (map (name: arguments.${name}) (inputsOf index))}
        '';
        meta = {
          description = "The application ${pname}";
          homepage = "https://${pname}.example.org/";
          license = builtins.elemAt [ lib.licenses.mit lib.licenses.gpl3Plus lib.licenses.bsd3 ] style;
          platforms = lib.platforms.unix;
          broken = lib.mod index 41 == 40;
        };
      })
    ) (formals index);
in
builtins.listToAttrs (
  builtins.genList (index: {
    name = nameOf index;
    value = pkgs.callPackage (application index) { };
  }) count
)
