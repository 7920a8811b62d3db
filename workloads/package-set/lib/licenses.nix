# Licenses by their short names.
let
  free = spdxId: fullName: { inherit spdxId fullName; free = true; redistributable = true; };
  licenses = {
    asl20 = free "Apache-2.0" "Apache License 2.0";
    bsd2 = free "BSD-2-Clause" "BSD 2-clause license";
    bsd3 = free "BSD-3-Clause" "BSD 3-clause license";
    gpl2Only = free "GPL-2.0-only" "GNU General Public License v2.0 only";
    gpl2Plus = free "GPL-2.0-or-later" "GNU General Public License v2.0 or later";
    gpl3Plus = free "GPL-3.0-or-later" "GNU General Public License v3.0 or later";
    isc = free "ISC" "ISC License";
    lgpl21Plus = free "LGPL-2.1-or-later" "GNU Lesser General Public License v2.1 or later";
    lgpl3Plus = free "LGPL-3.0-or-later" "GNU Lesser General Public License v3.0 or later";
    mit = free "MIT" "MIT License";
    mpl20 = free "MPL-2.0" "Mozilla Public License 2.0";
    publicDomain = free null "Public Domain";
    artistic1 = free "Artistic-1.0" "Artistic License 1.0";
    psfl = free "PSF-2.0" "Python Software Foundation License 2";
    zlib = free "Zlib" "zlib License";
    unfree = {
      fullName = "Unfree";
      free = false;
      redistributable = false;
    };
    unfreeRedistributable = {
      fullName = "Unfree redistributable";
      free = false;
      redistributable = true;
    };
    bsl11 = {
      spdxId = "BUSL-1.1";
      fullName = "Business Source License 1.1";
      free = false;
      redistributable = true;
    };
  };
in
builtins.mapAttrs (shortName: license: license // { inherit shortName; }) licenses
