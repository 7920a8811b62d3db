# Sources from sites that host repositories: an archive of a revision if that is enough, else a clone.
{ lib, fetchzip, fetchgit }:
{ site, archive }:
lib.makeOverridable (
  {
    owner,
    repo,
    rev ? null,
    tag ? null,
    name ? "source",
    fetchSubmodules ? false,
    leaveDotGit ? false,
    forceFetchGit ? false,
    passthru ? { },
    meta ? { },
    ...
  }@arguments:
  let
    revision =
      if (rev == null) == (tag == null) then
        throw "a source of ${site} needs either `rev' or `tag': ${owner}/${repo}"
      else if tag != null then
        "refs/tags/${tag}"
      else
        rev;
    homepage = "https://${site}/${owner}/${repo}";
    useGit = fetchSubmodules || leaveDotGit || forceFetchGit;
    hashes = builtins.intersectAttrs { hash = null; sha256 = null; sha512 = null; sha1 = null; } arguments;
    position = builtins.unsafeGetAttrPos (if tag != null then "tag" else "rev") arguments;
    fetched =
      if useGit then
        fetchgit (
          {
            inherit name fetchSubmodules leaveDotGit;
            url = "${homepage}.git";
            rev = revision;
          }
          // hashes
        )
      else
        fetchzip (
          {
            inherit name;
            url = archive { inherit owner repo; rev = revision; };
          }
          // hashes
        );
  in
  fetched
  // {
    inherit owner repo rev tag;
    meta = fetched.meta // meta // {
      inherit homepage;
      position = if position == null then null else "${baseNameOf position.file}:${toString position.line}";
    };
  }
)
