let mk = name: d: derivation { inherit name d; builder = "b"; system = "x"; }; a = mk "a" [ ]; b = mk "b" [ a ]; c = mk "c" [ a ]; in (mk "d" [ b c a ]).drvPath
