{ two = import ./two.nix; here = baseNameOf (toString ./.); }
