# The packages of an interpreter: helpers, a table of well-known ones, and as many made up as asked for.
{ lib, pkgs, python, generatedCount }:
self:
let
  words = import ../words.nix { inherit lib; };
  inherit (self) buildPythonPackage splicedScope;
  buildPython = pkgs.buildPackages.${python.attribute};

  hook =
    name: script:
    pkgs.makeSetupHook {
      inherit name;
      substitutions = {
        pythonInterpreter = buildPython.interpreter;
        inherit (python) sitePackages;
      };
    } script;

  fetchPypi =
    { pname, version, hash ? "", sha256 ? "", extension ? "tar.gz" }:
    pkgs.fetchurl (
      { url = "mirror://pypi/${builtins.substring 0 1 pname}/${pname}/${pname}-${version}.${extension}"; }
      // (if hash != "" then { inherit hash; } else { inherit sha256; })
    );

  # Dependencies are named in the table and looked up in the set, so that overrides reach them.
  fromTable =
    pname: entry:
    buildPythonPackage (
      {
        inherit pname;
        inherit (entry) version;
        pyproject = entry.pyproject or true;
        src = fetchPypi {
          inherit pname;
          inherit (entry) version;
          hash = words.sriOf "${pname}-${entry.version}";
        };
        build-system = map (name: splicedScope.${name}) (entry.build or [ "setuptools" ]);
        dependencies = map (name: splicedScope.${name}) (entry.needs or [ ]);
        nativeCheckInputs = map (name: splicedScope.${name}) (entry.check or [ ]);
        buildInputs = map (name: pkgs.splicedPackages.${name}) (entry.native or [ ]);
        doCheck = entry ? check;
        pythonImportsCheck = [ (builtins.replaceStrings [ "-" ] [ "_" ] pname) ];
        disabled = entry ? since && python.pythonOlder entry.since;
        optional-dependencies = builtins.mapAttrs (_: map (name: self.${name})) (entry.extras or { });
        meta = {
          description = entry.about or "The package ${pname} of Python";
          homepage = "https://pypi.example.org/project/${pname}/";
          license = entry.license or lib.licenses.mit;
          broken = entry.broken or false;
        };
      }
      // entry.more or { }
    );

  generated = index: {
    name = words.nameOf index;
    value = fromTable (words.nameOf index) {
      version = words.versionOf index;
      needs = map words.nameOf (words.earlier 4 index);
      build = if lib.mod index 3 == 0 then [ "setuptools" ] else [ "hatchling" ];
      more = lib.optionalAttrs (lib.mod index 5 == 0) { nativeCheckInputs = [ splicedScope.pytest ]; doCheck = true; };
    };
  };
in
builtins.listToAttrs (builtins.genList generated generatedCount)
// builtins.mapAttrs fromTable (import ./table.nix { inherit lib; })
// {
  inherit python fetchPypi;
  recurseForDerivations = true;

  setuptoolsBuildHook = hook "setuptools-build-hook" ./hooks/setuptools-build.sh;
  wheelUnpackHook = hook "wheel-unpack-hook" ./hooks/wheel-unpack.sh;
  pipInstallHook = hook "pip-install-hook" ./hooks/pip-install.sh;
  pythonImportsCheckHook = hook "python-imports-check-hook" ./hooks/python-imports-check.sh;
  pythonRemoveTestsHook = hook "python-remove-tests-hook" ./hooks/python-remove-tests.sh;
  pytestCheckHook = pkgs.makeSetupHook {
    name = "pytest-check-hook";
    propagatedBuildInputs = [ self.pytest ];
  } ./hooks/pytest-check.sh;

  buildPythonPackage = import ./build-package.nix {
    inherit lib python buildPython;
    inherit (pkgs) stdenv;
    inherit (self) requiredPythonModules;
    hooks = splicedScope;
  };
  buildPythonApplication = arguments: buildPythonPackage (arguments // { namePrefix = ""; });
  toPythonModule = package: package.overrideAttrs (previous: {
    passthru = previous.passthru or { } // { pythonModule = python; };
  });

  # The packages among these and all they propagate, for one interpreter.
  requiredPythonModules =
    packages:
    let
      ofPython = builtins.filter (package: package != null && package.pythonModule or null == python) packages;
    in
    lib.unique (ofPython ++ builtins.concatMap (package: package.requiredPythonModules or [ ]) ofPython)
    ++ lib.optional (builtins.elem python packages) python;
}
