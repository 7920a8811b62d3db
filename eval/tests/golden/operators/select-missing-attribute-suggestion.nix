{ buildInputs = [ ]; nativeBuildInputs = [ ]; }.buildInput
