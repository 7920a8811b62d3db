# A package set as a fixed point with many overlays, instantiated anew for as many platforms as
# the given size.
{ size }:
let
  lib = import ../lib;

  platforms = builtins.genList (index: {
    cpu = builtins.elemAt [ "x86_64" "aarch64" "riscv64" "powerpc64le" "armv7l" ] (lib.mod index 5);
    kernel = builtins.elemAt [ "linux" "darwin" "freebsd" ] (lib.mod (index / 5) 3);
    variant = index / 15;
  }) size;

  overlays = builtins.genList (import ./overlay.nix { inherit lib; }) 96;

  # Half of the overlays are composed into one first, as a user's configuration composes them,
  # and the others are applied one at a time.
  packagesFor =
    platform:
    let
      base = import ./base.nix { inherit lib platform; };
      composed = lib.composeManyExtensions (lib.take 48 overlays);
    in
    builtins.foldl' (lib.flip lib.extends) base.packages ([ composed ] ++ lib.drop 48 overlays);

  describe = package: "${package.name}:${toString package.weight}:${toString package.closure}";

  resultFor =
    platform:
    let
      packages = packagesFor platform;
      set = lib.fix packages;

      # The same set carrying its own `extend`, extended twice more.
      extended = (lib.makeExtensible packages).extend (
        _: previous: {
          core-0 = previous.core-0 // {
            closure = previous.core-0.closure + 1;
          };
        }
      );
      again = extended.extend (final: _: { summary = final.core-0.closure + final.tool-5.closure; });
    in
    {
      names = builtins.length (builtins.attrNames set);
      checksum = lib.checksum (map describe (builtins.attrValues set));
      extended = map (name: describe again.${name}) [
        "core-0"
        "core-1"
        "tool-5"
        "leaf-7"
      ];
      inherit (again) summary;
    };
in
lib.checksum (map resultFor platforms)
