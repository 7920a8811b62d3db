# Fetches a file from the first of several addresses that has it; its contents are known by a hash.
{ lib, stdenvNoCC, curl, cacert }:
let
  mirrors = import ../mirrors.nix;

  # Every address that a `mirror://` address stands for.
  expand =
    url:
    let
      parts = builtins.match "mirror://([a-z]+)/(.*)" url;
      site = builtins.elemAt parts 0;
    in
    if parts == null then [ url ] else map (base: base + builtins.elemAt parts 1) mirrors.${site};

  algorithms = [ "md5" "sha1" "sha256" "sha512" ];
in
lib.makeOverridable (
  {
    url ? "",
    urls ? [ ],
    name ? "",
    pname ? "",
    version ? "",
    hash ? "",
    md5 ? "",
    sha1 ? "",
    sha256 ? "",
    sha512 ? "",
    outputHash ? "",
    outputHashAlgo ? "",
    recursiveHash ? false,
    executable ? false,
    downloadToTemp ? false,
    postFetch ? "",
    curlOpts ? "",
    meta ? { },
    passthru ? { },
    nativeBuildInputs ? [ ],
  }@arguments:
  let
    addresses =
      if urls != [ ] && url != "" then
        throw "fetchurl takes either `url' or `urls'"
      else if urls != [ ] then
        urls
      else if url != "" then
        [ url ]
      else
        throw "fetchurl needs a `url' or `urls'";
    named = builtins.filter (algorithm: arguments.${algorithm} or "" != "") algorithms;
    hash_ =
      if hash != "" && named != [ ] then
        throw "fetchurl was given several hashes for ${builtins.head addresses}"
      else if hash != "" then
        {
          outputHash = hash;
          outputHashAlgo = null;
        }
      else if outputHash != "" then
        { inherit outputHash outputHashAlgo; }
      else if builtins.length named == 1 then
        {
          outputHash = arguments.${builtins.head named};
          outputHashAlgo = builtins.head named;
        }
      else
        throw "fetchurl requires a hash for: ${builtins.concatStringsSep " " addresses}";
  in
  stdenvNoCC.mkDerivation (
    {
      name =
        if name != "" then
          name
        else if pname != "" && version != "" then
          "${pname}-${version}"
        else
          baseNameOf (toString (builtins.head addresses));
      builder = ./builder.sh;
      nativeBuildInputs = [ curl ] ++ nativeBuildInputs;
      SSL_CERT_FILE = "${cacert}/etc/ssl/certs/ca-bundle.crt";
      urls = builtins.concatMap expand addresses;
      inherit (hash_) outputHash outputHashAlgo;
      outputHashMode = if recursiveHash || executable then "recursive" else "flat";
      inherit curlOpts executable downloadToTemp postFetch;
      preferLocalBuild = true;
      impureEnvVars = [ "http_proxy" "https_proxy" "NIX_CURL_FLAGS" ];
      inherit meta;
      passthru = passthru // { url = builtins.head addresses; };
    }
  )
)
