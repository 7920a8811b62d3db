# An interpreter together with packages, in one tree.
{
  lib,
  buildEnv,
  runtimeShell,
  python,
  extraLibs ? [ ],
  ignoreCollisions ? false,
  postBuild ? "",
}:
let
  paths = python.pkgs.requiredPythonModules (extraLibs ++ [ python ]);
in
buildEnv {
  name = "${lib.getName python}-${python.version}-env";
  inherit paths ignoreCollisions;
  pathsToLink = [
    "/bin"
    "/${python.sitePackages}"
  ];
  postBuild = ''
    for program in "$out/bin/"*; do
      makeWrapper "$program" "$out/bin/$(basename "$program")" --set NIX_PYTHONPREFIX "$out" --run "${runtimeShell} -c :"
    done
  ''
  + postBuild;
}
