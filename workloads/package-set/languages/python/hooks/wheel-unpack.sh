# Part of how a Python package is built.
wheelUnpackPhase() {
    echo "wheel-unpack: $pname"
    @pythonInterpreter@ -m wheel ${wheelUnpackFlags:-}
}
preDistPhases+=" wheelUnpackPhase"
