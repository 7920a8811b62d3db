# Part of how a Python package is built.
pytestCheckPhase() {
    echo "pytest-check: $pname"
    @pythonInterpreter@ -m pytest ${pytestCheckFlags:-}
}
preDistPhases+=" pytestCheckPhase"
