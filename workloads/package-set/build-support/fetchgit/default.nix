# Fetches a revision of a git repository; the tree is known by its hash.
{ lib, stdenvNoCC, git, cacert }:
lib.makeOverridable (
  {
    url,
    rev ? "HEAD",
    tag ? null,
    name ? "${lib.removeSuffix ".git" (baseNameOf url)}-${builtins.substring 0 7 rev}",
    hash ? "",
    sha256 ? "",
    leaveDotGit ? deepClone,
    deepClone ? false,
    fetchSubmodules ? true,
    fetchLFS ? false,
    sparseCheckout ? [ ],
    postFetch ? "",
    meta ? { },
    passthru ? { },
  }:
  assert leaveDotGit || !deepClone;
  assert builtins.isList sparseCheckout;
  let
    sameHash =
      if hash != "" && sha256 != "" then
        throw "fetchgit was given both `hash' and `sha256' for ${url}"
      else if hash != "" then
        {
          outputHash = hash;
          outputHashAlgo = null;
        }
      else if sha256 != "" then
        {
          outputHash = sha256;
          outputHashAlgo = "sha256";
        }
      else
        {
          outputHash = lib.fakeHash;
          outputHashAlgo = null;
        };
  in
  stdenvNoCC.mkDerivation (
    sameHash
    // {
      inherit name url leaveDotGit fetchLFS fetchSubmodules deepClone postFetch;
      rev = if tag != null then "refs/tags/${tag}" else rev;
      builder = ./builder.sh;
      fetcher = ./fetch.sh;
      nativeBuildInputs = [ git ];
      outputHashMode = "recursive";
      sparseCheckout = builtins.concatStringsSep "\n" sparseCheckout;
      GIT_SSL_CAINFO = "${cacert}/etc/ssl/certs/ca-bundle.crt";
      impureEnvVars = [ "GIT_PROXY_COMMAND" "SOCKS_SERVER" ];
      preferLocalBuild = true;
      inherit meta;
      passthru = passthru // { gitRepoUrl = url; };
    }
  )
)
