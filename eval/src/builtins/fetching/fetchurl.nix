# A derivation that downloads one file, built by Nix itself. Only the hash decides where the file goes, and how it is
# given decides how the hash is read: with its algorithm in `hash`, by an argument named like the algorithm, or as
# `outputHash` beside `outputHashAlgo`.
let
  # The first hash that is given, and its algorithm; without any, a SHA-256 that is not known yet.
  choose =
    given:
    let
      isGiven = algorithm: given.${algorithm} != "";
      algorithms = builtins.filter isGiven [
        "sha512"
        "sha1"
        "md5"
      ];
      algorithm = builtins.head (algorithms ++ [ "sha256" ]);
    in
    if given.hash != "" then
      {
        inherit (given) hash;
        algorithm = "";
      }
    else
      {
        inherit algorithm;
        hash = given.${algorithm};
      };
in

{
  url,
  hash ? "",
  md5 ? "",
  sha1 ? "",
  sha256 ? "",
  sha512 ? "",
  outputHash ?
    (choose {
      inherit
        hash
        md5
        sha1
        sha256
        sha512
        ;
    }).hash,
  outputHashAlgo ?
    (choose {
      inherit
        hash
        md5
        sha1
        sha256
        sha512
        ;
    }).algorithm,
  name ? baseNameOf (toString url),
  executable ? false,
  unpack ? false,
  impure ? false,
  # Taken for the sake of old callers: the builder runs on every system.
  system ? "builtin",
}:

let
  # What is built: anything each time, or just what has the hash.
  content = if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; };

in
derivation (
  {
    inherit
      name
      url
      executable
      unpack
      ;
    builder = "builtin:fetchurl";
    system = "builtin";
    outputHashMode = if unpack || executable then "recursive" else "flat";

    # Where mirrors are tried, the address is looked for among these.
    urls = [ url ];

    # A download gains nothing from another machine, and needs the proxies of this one.
    preferLocalBuild = true;
    impureEnvVars = [
      "http_proxy"
      "https_proxy"
      "ftp_proxy"
      "all_proxy"
      "no_proxy"
    ];
  }
  // content
)
