{ size }:
import ./select.nix {
  set = import ./sets/1000.nix;
  inherit size;
}
