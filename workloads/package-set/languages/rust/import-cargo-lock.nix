# The dependencies that a lock file names, fetched one by one and laid out as a vendor folder.
{ lib, fetchurl, fetchgit, runCommand, writeText, cargo }:
{
  lockFile ? null,
  lockFileContents ? builtins.readFile lockFile,
  outputHashes ? { },
}:
let
  lock = builtins.fromTOML lockFileContents;
  packages = builtins.filter (package: package ? source) lock.package;
  parseGit =
    source:
    let
      parts = builtins.match "git\\+([^?#]+)(\\?(rev|tag|branch)=([^#]+))?#([0-9a-f]+)" source;
    in
    if parts == null then
      null
    else
      {
        url = builtins.elemAt parts 0;
        rev = builtins.elemAt parts 4;
        kind = builtins.elemAt parts 2;
        value = builtins.elemAt parts 3;
      };

  fetchCrate =
    package:
    runCommand "cargo-package-${package.name}-${package.version}" { } ''
      mkdir $out
      tar xf "${
        fetchurl {
          name = "crate-${package.name}-${package.version}.tar.gz";
          url = "mirror://crates/${package.name}/${package.version}/download";
          sha256 = package.checksum;
        }
      }" -C $out --strip-components=1
      printf '{"files":{},"package":"${package.checksum}"}' > "$out/.cargo-checksum.json"
    '';

  fetchGit =
    package: git:
    let
      key = "${package.name}-${package.version}";
      tree = fetchgit {
        inherit (git) url rev;
        sha256 = outputHashes.${key} or (throw "no hash was found for git dependency ${key}; add it to `outputHashes'");
      };
    in
    runCommand key { nativeBuildInputs = [ cargo ]; } ''
      ${lib.getExe cargo} metadata --format-version 1 --no-deps --manifest-path ${tree}/Cargo.toml > metadata.json
      cp -prvL ${tree} $out
    '';

  unpacked =
    package:
    let
      git = parseGit package.source;
    in
    if lib.hasPrefix "registry+" package.source then
      fetchCrate package
    else if git != null then
      fetchGit package git
    else
      throw "cannot handle the source of ${package.name}: ${package.source}";

  sources = lib.unique (map (package: (parseGit package.source).url) (builtins.filter (package: parseGit package.source != null) packages));
  config = writeText "vendor-config.toml" (
    lib.generators.toINI { } (
      {
        "source.crates-io".replace-with = "\"vendored-sources\"";
        "source.vendored-sources".directory = "\"cargo-vendor-dir\"";
      }
      // builtins.listToAttrs (map (url: lib.nameValuePair "source.\"${url}\"" { git = "\"${url}\""; replace-with = "\"vendored-sources\""; }) sources)
    )
  );
in
runCommand "cargo-vendor-dir" { passthru = { lockFile = lockFileContents; inherit packages; }; } (
  ''
    mkdir -p $out/.cargo
    cp ${config} $out/.cargo/config
    cp ${builtins.toFile "Cargo.lock" (builtins.unsafeDiscardStringContext lockFileContents)} $out/Cargo.lock
  ''
  + lib.concatMapStrings (package: ''
    ln -s ${unpacked package} $out/${package.name}-${package.version}
  '') packages
)
