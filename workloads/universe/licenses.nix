# Licenses by short name.
builtins.mapAttrs
  (
    shortName: license:
    {
      inherit shortName;
      free = true;
      url = "https://spdx.org/licenses/${license.spdxId}.html";
    }
    // license
  )
  {
    mit.spdxId = "MIT";
    asl20.spdxId = "Apache-2.0";
    bsd3.spdxId = "BSD-3-Clause";
    gpl3Plus.spdxId = "GPL-3.0-or-later";
    lgpl21Plus.spdxId = "LGPL-2.1-or-later";
    mpl20.spdxId = "MPL-2.0";
    isc.spdxId = "ISC";
    unfree = {
      spdxId = "LicenseRef-unfree";
      free = false;
    };
  }
