{ size }:
import ./select.nix {
  set = import ./sets/100.nix;
  inherit size;
}
