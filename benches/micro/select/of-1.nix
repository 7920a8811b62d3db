{ size }:
import ./select.nix {
  set = import ./sets/1.nix;
  inherit size;
}
