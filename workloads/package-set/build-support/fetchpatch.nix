# Fetches a patch and makes it the same however it is served: no index lines, some files left out.
{ lib, fetchurl, gnused }:
{
  url,
  name ? baseNameOf url,
  stripLen ? 0,
  excludes ? [ ],
  includes ? [ ],
  revert ? false,
  ...
}@arguments:
assert excludes == [ ] || includes == [ ];
fetchurl (
  {
    inherit name;
    nativeBuildInputs = [ gnused ];
    postFetch = ''
      sed -i -e '/^index /d' -e '/^old mode/d' "$out"
      filterPatch --strip=${toString stripLen} \
        ${lib.concatMapStringsSep " " (file: "-x ${lib.escapeShellArg file}") excludes} \
        ${lib.concatMapStringsSep " " (file: "-i ${lib.escapeShellArg file}") includes} "$out"
    ''
    + lib.optionalString revert "interdiff \"$out\" /dev/null > \"$TMPDIR/reverted\" && mv \"$TMPDIR/reverted\" \"$out\"\n";
  }
  // removeAttrs arguments [ "name" "stripLen" "excludes" "includes" "revert" ]
)
