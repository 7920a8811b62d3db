# Part of how a Python package is built.
pythonRemoveTestsPhase() {
    echo "python-remove-tests: $pname"
    @pythonInterpreter@ -m python ${pythonRemoveTestsFlags:-}
}
preDistPhases+=" pythonRemoveTestsPhase"
