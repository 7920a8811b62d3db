builtins.addErrorContext "one\ntwo" (throw "three\nfour\n\nfive\n")
