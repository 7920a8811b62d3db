# Part of how a Python package is built.
pipInstallPhase() {
    echo "pip-install: $pname"
    @pythonInterpreter@ -m pip ${pipInstallFlags:-}
}
preDistPhases+=" pipInstallPhase"
