# `buildPythonPackage`: a derivation whose phases are hooks, after the format of the source.
{
  lib,
  stdenv,
  python,
  buildPython,
  hooks,
  requiredPythonModules,
}:
let
  clean = [ "pyproject" "format" "disabled" "dependencies" "optional-dependencies" "build-system" "pythonImportsCheck" "namePrefix" "catchConflicts" ];

  buildPythonPackage =
    {
      pname,
      version,
      pyproject ? null,
      format ? if pyproject == true then "pyproject" else "setuptools",
      disabled ? false,
      build-system ? [ ],
      dependencies ? [ ],
      optional-dependencies ? { },
      nativeBuildInputs ? [ ],
      propagatedBuildInputs ? [ ],
      nativeCheckInputs ? [ ],
      pythonImportsCheck ? [ ],
      namePrefix ? "${python.libPrefix}-",
      doCheck ? true,
      meta ? { },
      passthru ? { },
      ...
    }@arguments:
    if disabled then
      throw "${pname}-${version} not supported for interpreter ${python.executable}"
    else if !(builtins.elem format [ "setuptools" "pyproject" "wheel" "other" ]) then
      throw "${pname}-${version} has the unknown format `${format}'"
    else
      stdenv.mkDerivation (
        finalAttrs:
        removeAttrs arguments clean
        // {
          name = "${namePrefix}${pname}-${version}";
          nativeBuildInputs = [ buildPython ]
          ++ lib.optional (format == "setuptools") hooks.setuptoolsBuildHook
          ++ lib.optional (format == "wheel") hooks.wheelUnpackHook
          ++ lib.optional (format != "other") hooks.pipInstallHook
          ++ lib.optional (pythonImportsCheck != [ ]) hooks.pythonImportsCheckHook
          ++ [ hooks.pythonRemoveTestsHook ]
          ++ build-system
          ++ nativeBuildInputs;
          propagatedBuildInputs = dependencies ++ propagatedBuildInputs ++ [ python ];
          inherit strictDeps;
          doCheck = false;
          doInstallCheck = doCheck;
          nativeInstallCheckInputs = nativeCheckInputs;
          pythonImportsCheck = pythonImportsCheck;
          LANG = "${if stdenv.isLinux then "C" else "en_US"}.UTF-8";
          outputs = arguments.outputs or [ "out" ] ++ lib.optional (format != "other") "dist";
          passthru = {
            inherit disabled optional-dependencies build-system dependencies;
            pythonModule = python;
            requiredPythonModules = requiredPythonModules finalAttrs.finalPackage.propagatedBuildInputs;
          }
          // passthru;
          meta = {
            platforms = python.meta.platforms;
            isBuildPythonPackage = python.meta.platforms;
          }
          // meta;
        }
      );
  strictDeps = true;
in
lib.makeOverridable buildPythonPackage
