{ size }:
import ./select.nix {
  set = import ./sets/10.nix;
  inherit size;
}
