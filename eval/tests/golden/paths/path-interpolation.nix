let name = "foo"; n2 = "x/y"; in [ (./${name} == ./foo) (./${name}.nix == ./foo.nix) (./a${name}/b == ./afoo/b) (/r/${n2} == /r/x/y) ]
