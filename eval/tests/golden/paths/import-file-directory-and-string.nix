[ (import ./data/libdir/answer.nix) (import ./data/libdir).name (import (toString ./data/libdir + "/answer.nix")) (import (./data + "/libdir")) ]
