let
  deepMerge = l: r: l // builtins.mapAttrs (n: v: if builtins.isAttrs v && builtins.isAttrs (l.${n} or null) then deepMerge l.${n} v else v) r;
in deepMerge { boot.loader = { grub.enable = true; timeout = 5; }; net = 1; } { boot.loader.grub = { enable = false; device = "/dev/sda"; }; net.host = "h"; }
