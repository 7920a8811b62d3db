# Part of how a Python package is built.
setuptoolsBuildPhase() {
    echo "setuptools-build: $pname"
    @pythonInterpreter@ -m setuptools ${setuptoolsBuildFlags:-}
}
preDistPhases+=" setuptoolsBuildPhase"
