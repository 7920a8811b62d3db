# A package whose source is the folder it stands in, or what is chosen of it.
{
  lib,
  stdenv,
  substituteAll ? null,
  runCommand,
  hello,
}:
let
  whole = lib.cleanSourceWith {
    src = lib.cleanSource ./.;
    name = "greeter-source";
    filter = path: type: baseNameOf path != "package.nix";
  };
  sourcesOnly = lib.sourceFilesBySuffices ./src [ ".c" ".h" ];
  byPattern = lib.sourceByRegex ./. [
    "src"
    "src/.*\\.c"
    "greeting\\.json"
  ];
in
stdenv.mkDerivation (finalAttrs: {
  pname = "greeter";
  inherit (lib.pipe ./greeting.json [ builtins.readFile builtins.fromJSON ]) version;
  src = whole;
  inherit sourcesOnly byPattern;
  header = ./src/greet.h;
  plain = builtins.path {
    path = ./src;
    name = "plain-source";
  };
  flat = builtins.path {
    path = ./src/main.c;
    name = "main.c";
    recursive = false;
  };
  checked = builtins.path {
    path = ./greeting.json;
    name = "greeting";
    sha256 = builtins.hashFile "sha256" ./greeting.json;
    recursive = false;
  };
  oldStyle = builtins.filterSource (path: type: type != "directory" && lib.hasSuffix ".c" path) ./src;
  patches = [ ./src/polite.patch ];
  nativeBuildInputs = [ hello ];
  meta = {
    description = "Greets politely";
    license = lib.licenses.publicDomain;
  };
})
