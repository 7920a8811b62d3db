# The small library the workloads share: one file a topic, tied together by a fixed point.
let
  library = (import ./fixed-points.nix { lib = library; }).makeExtensible (
    self:
    let
      load = file: import file { lib = self; };
    in
    {
      trivial = load ./trivial.nix;
      fixedPoints = load ./fixed-points.nix;
      lists = load ./lists.nix;
      attrsets = load ./attrsets.nix;
      strings = load ./strings.nix;
      versions = load ./versions.nix;
      generators = load ./generators.nix;
      customisation = load ./customisation.nix;

      inherit (self.trivial)
        id const flip pipe min max mod scramble checksum boolToString
        functionArgs setFunctionArgs isFunction toFunction;
      inherit (self.fixedPoints)
        fix fixWithUnfixed extends composeExtensions composeManyExtensions makeExtensible converge;
      inherit (self.lists)
        singleton foldr foldl imap0 imap1 range replicate optional optionals flatten toList
        unique last init take drop sublist reverseList zipListsWith zipLists findFirst count
        sum product concatLists toposort naturalSort remove subtractLists intersectLists;
      inherit (self.attrsets)
        nameValuePair mapAttrs' mapAttrsToList concatMapAttrs filterAttrs filterAttrsRecursive
        genAttrs optionalAttrs attrByPath hasAttrByPath getAttrFromPath setAttrByPath
        recursiveUpdate recursiveUpdateUntil collect mapAttrsRecursive mapAttrsRecursiveCond
        isDerivation foldAttrs zipAttrs updateManyAttrs attrsToList;
      inherit (self.strings)
        concatStrings concatMapStrings concatMapStringsSep concatImapStrings optionalString
        concatStringsSep hasPrefix hasSuffix hasInfix removePrefix removeSuffix splitString escape
        escapeRegex escapeShellArg escapeShellArgs stringToCharacters toUpper toLower makeSearchPath
        fixedWidthString intersperse capitalise lines indentLines escapeXML trim;
      inherit (self.versions)
        versionOlder versionAtLeast major minor majorMinor getName getVersion;
      inherit (self.customisation)
        makeOverridable callPackageWith makeScope overrideDerivation;
    }
  );
in
library
