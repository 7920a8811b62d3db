# Fetches with the builder that is part of the evaluator: a derivation that needs nothing but itself.
#
# The evaluator's own `<nix/fetchurl.nix>` makes the same derivations; this file stands in for it so
# that the set can be evaluated without a search path.
{
  url,
  name ? baseNameOf (toString url),
  hash ? "",
  outputHash ? hash,
  outputHashAlgo ? "",
  executable ? false,
  unpack ? false,
}:
derivation {
  inherit name url executable unpack outputHash outputHashAlgo;
  system = "builtin";
  builder = "builtin:fetchurl";
  outputHashMode = if executable || unpack then "recursive" else "flat";
  urls = [ url ];
  preferLocalBuild = true;
  impureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
  ];
}
