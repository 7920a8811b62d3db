# The library of the configuration: the package set's, with a module system.
#
# Option declarations and simple types are those of the small module system next door.
let
  lib = import ../../package-set/lib;
in
lib.fix (
  self:
  lib
  // import ../../module-system/options.nix { lib = self; }
  // import ./options.nix { lib = self; }
  // import ./modules.nix { lib = self; }
  // {
    types = import ../../module-system/types.nix { lib = self; } // import ./types.nix { lib = self; };
    formats = import ./formats.nix { lib = self; };
    units = import ./units.nix { lib = self; };
  }
)
