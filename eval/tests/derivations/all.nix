# What made the derivations beside it, each as C++ Nix writes it into a store:
# nix-instantiate --eval --read-write-mode --strict --json --store /tmp/store \
#   --extra-experimental-features 'ca-derivations impure-derivations dynamic-derivations' all.nix
let
  sys = "x86_64-linux"; mk = a: derivation ({ system = sys; builder = "/bin/sh"; } // a);
  simple = mk { name = "simple"; };
  esc = mk { name = "esc"; x = "a\"b\\c\nd\re\tf"; args = [ "-c" "é$out" ]; };
  src = builtins.toFile "src.txt" "hello";
  dep = mk { name = "dep"; inherit src; outputs = [ "out" "dev" ]; a = simple; b = esc; c = simple.drvPath; };
  top = mk { name = "top"; d = dep.dev; e = dep.out; f = fixed; g = "${fixedr}/x"; h = src; };
  fixed = mk { name = "fixed"; outputHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; outputHashAlgo = "sha256"; dep = simple; };
  fixedr = mk { name = "fixedr"; outputHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; outputHashAlgo = "sha256"; outputHashMode = "recursive"; };
  fixeds = mk { name = "fixeds"; outputHash = "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"; outputHashAlgo = "sha1"; outputHashMode = "recursive"; };
  fixedm = mk { name = "fixedm"; outputHash = "0cc175b9c0f1b6a831c399e269772661"; outputHashAlgo = "md5"; };
  fixedt = mk { name = "fixedt"; outputHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; outputHashAlgo = "sha256"; outputHashMode = "text"; };
  ca = mk { name = "ca"; __contentAddressed = true; outputHashAlgo = "sha256"; outputHashMode = "recursive"; outputs = [ "out" "dev" ]; };
  onca = mk { name = "onca"; a = ca; b = ca.dev; c = dep; };
  ononca = mk { name = "ononca"; a = onca; };
  caonca = mk { name = "caonca"; __contentAddressed = true; outputHashAlgo = "sha256"; outputHashMode = "flat"; a = ca; };
  imp = mk { name = "imp"; __impure = true; };
  onimp = mk { name = "onimp"; __impure = true; a = imp; };
  caondrv = mk { name = "x.drv"; __contentAddressed = true; outputHashAlgo = "sha256"; outputHashMode = "text"; };
  dyn = builtins.outputOf caondrv.outPath "out";
  ondyn = mk { name = "ondyn"; a = dyn; b= caondrv; };
  dyn2 = builtins.outputOf (builtins.outputOf caondrv.outPath "out") "dev";
  fixonca = mk { name = "fixonca"; a = ca; outputHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; outputHashAlgo = "sha256"; };
  onfixonca = mk { name = "onfixonca"; a = fixonca; };
  simple2 = mk { name = "simple"; outputs = [ "out" "dev" ]; };
  dynOf = o: builtins.outputOf (builtins.outputOf caondrv.outPath "out") o;
  big = mk { name = "big"; simple = simple2; dyn1 = builtins.outputOf caondrv.outPath "dev"; dyn2 = dynOf "dev"; dyn3 = dynOf "lib"; d = simple2.dev; };
  sa = mk { name = "sa"; __structuredAttrs = true; x = [ 1 { a = simple; } ]; };
in builtins.mapAttrs (n: v: if builtins.isString v then v else { d = v.drvPath; o = builtins.listToAttrs (map (o: { name = o; value = v.${o}.outPath; }) (v.outputs or [ "out" ])); })
 { inherit simple esc dep top fixed fixedr fixeds fixedm fixedt ca onca ononca caonca imp onimp caondrv dyn ondyn dyn2 fixonca onfixonca sa simple2 big; }
