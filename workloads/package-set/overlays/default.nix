# Changes to the set that are made after everything else, in this order.
[
  (import ./security.nix)
  (import ./python.nix)
  (import ./vendor.nix)
  (import ./composed.nix)
]
