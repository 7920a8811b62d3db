# Fetches an archive and unpacks it: the hash is that of the tree, whoever packed it.
{ lib, fetchurl, unzip, glibcLocales ? null }:
lib.makeOverridable (
  {
    name ? "source",
    url ? "",
    urls ? [ ],
    stripRoot ? true,
    extension ? null,
    postFetch ? "",
    nativeBuildInputs ? [ ],
    ...
  }@arguments:
  let
    file = if extension != null then "download.${extension}" else baseNameOf (if url != "" then url else builtins.head urls);
  in
  fetchurl (
    {
      recursiveHash = true;
      downloadToTemp = true;
      inherit name;
      nativeBuildInputs = [ unzip ] ++ nativeBuildInputs;
      postFetch = ''
        unpackDir="$TMPDIR/unpack"
        mkdir "$unpackDir" && cd "$unpackDir"
        renamed="$TMPDIR/${file}"
        mv "$downloadedFile" "$renamed"
        unpackFile "$renamed"
        chmod -R +w "$unpackDir"
      ''
      + (
        if stripRoot then
          ''
            [ "$(ls -A "$unpackDir" | wc -l)" = 1 ] || { echo "the archive must hold one folder" >&2; exit 1; }
            mv "$unpackDir"/* "$out"
          ''
        else
          ''
            mv "$unpackDir" "$out"
          ''
      )
      + postFetch;
    }
    // removeAttrs arguments [ "stripRoot" "extension" "postFetch" "nativeBuildInputs" "name" ]
  )
)
