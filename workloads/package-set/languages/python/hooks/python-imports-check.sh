# Part of how a Python package is built.
pythonImportsCheckPhase() {
    echo "python-imports-check: $pname"
    @pythonInterpreter@ -m python ${pythonImportsCheckFlags:-}
}
preDistPhases+=" pythonImportsCheckPhase"
