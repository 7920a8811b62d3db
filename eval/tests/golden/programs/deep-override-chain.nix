let
  mk = f: origArgs: let res = f origArgs; in res // { override = newArgs: mk f (origArgs // (if builtins.isFunction newArgs then newArgs origArgs else newArgs)); overrideAttrs = g: mk (a: let r = f a; in r // g r) origArgs; };
  p = mk ({ n ? 1, tag ? "t" }: { out = "${tag}${toString n}"; list = [ n ]; }) { };
in [ p.out (p.override { n = 2; }).out ((p.override (old: { tag = "x"; })).overrideAttrs (r: { list = r.list ++ [ r.out ]; })).list ((p.overrideAttrs (r: { extra = true; })).override { n = 9; }).extra ]
