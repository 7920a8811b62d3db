# A package that is nothing but a hook: what depends on it sources a script.
{ lib, stdenvNoCC }:
{
  name ? "hook",
  propagatedBuildInputs ? [ ],
  propagatedNativeBuildInputs ? [ ],
  substitutions ? { },
  meta ? { },
  passthru ? { },
}:
script:
stdenvNoCC.mkDerivation (
  substitutions
  // {
    inherit name meta script;
    strictDeps = true;
    propagatedBuildInputs = propagatedBuildInputs;
    inherit propagatedNativeBuildInputs;
    dontUnpack = true;
    buildCommand = ''
      mkdir -p $out/nix-support
      cp ${script} $out/nix-support/setup-hook
      recordPropagatedDependencies
    ''
    + lib.optionalString (substitutions != { }) ''
      substituteAll ${script} $out/nix-support/setup-hook
    '';
    passthru = passthru // { inherit substitutions; };
  }
)
