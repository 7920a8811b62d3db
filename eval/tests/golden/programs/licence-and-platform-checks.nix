let
  platforms = rec { linux = [ "x86_64-linux" "aarch64-linux" ]; darwin = [ "aarch64-darwin" ]; unix = linux ++ darwin; };
  meta = { platforms = platforms.unix; broken = false; license = { free = true; spdxId = "MIT"; }; };
  supported = system: builtins.elem system meta.platforms -> !meta.broken && meta.license.free or false;
  check = system: assert supported system; if builtins.elem system meta.platforms then "ok" else "unsupported";
in map check [ "x86_64-linux" "aarch64-darwin" "riscv64-linux" ]
