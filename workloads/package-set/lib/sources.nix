# Folders as sources, without the files that do not belong to them.
{ lib }:
rec {
  cleanSourceFilter =
    path: type:
    let
      name = baseNameOf (toString path);
    in
    !(
      (type == "directory" && builtins.elem name [ ".git" ".svn" "CVS" "node_modules" ])
      || lib.hasSuffix "~" name
      || builtins.match ".*\\.sw[a-z]" name != null
      || lib.hasSuffix ".o" name
      || (type == "symlink" && lib.hasPrefix "result" name)
      || type == "unknown"
    );

  # Filters compose: what one of them left out stays out.
  cleanSourceWith =
    {
      src,
      filter ? _: _: true,
      name ? null,
    }:
    let
      isFiltered = src ? _isFilteredSource;
      origin = if isFiltered then src.origin else src;
      both = path: type: filter path type && (if isFiltered then src.filter path type else true);
      chosen =
        if name != null then
          name
        else if isFiltered then
          src.name
        else
          "source";
    in
    {
      _isFilteredSource = true;
      inherit origin;
      filter = both;
      name = chosen;
      outPath = builtins.path {
        filter = both;
        path = origin;
        name = chosen;
      };
    };

  cleanSource = src: cleanSourceWith { inherit src; filter = cleanSourceFilter; };

  sourceByRegex =
    src: patterns:
    let
      root = toString (src.origin or src) + "/";
    in
    cleanSourceWith {
      inherit src;
      filter =
        path: type:
        let
          relative = lib.removePrefix root (toString path);
        in
        lib.findFirst (pattern: builtins.match pattern relative != null) null patterns != null;
    };

  sourceFilesBySuffices =
    src: suffices:
    cleanSourceWith {
      inherit src;
      filter = path: type: type == "directory" || builtins.any (suffix: lib.hasSuffix suffix (baseNameOf path)) suffices;
    };
}
