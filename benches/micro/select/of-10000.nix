{ size }:
import ./select.nix {
  set = import ./sets/10000.nix;
  inherit size;
}
