addPythonPath() { addToSearchPath PYTHONPATH "$1/lib/python/site-packages"; }
addEnvHooks addPythonPath
