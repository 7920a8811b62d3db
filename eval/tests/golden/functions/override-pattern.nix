let
  makeOverridable = f: args: f args // { override = new: makeOverridable f (args // new); };
  pkg = makeOverridable ({ name, version ? "1", debug ? false }: { full = "${name}-${version}${if debug then "-dbg" else ""}"; }) { name = "foo"; };
in [ pkg.full (pkg.override { version = "2"; }).full ((pkg.override { version = "3"; }).override { debug = true; }).full ]
