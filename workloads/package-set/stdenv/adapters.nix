# Functions from an environment to one whose packages are built a little differently.
{ lib }:
let
  # Every package made with the environment goes through `change`, also when it is overridden.
  mapDerivations =
    environment: change:
    environment
    // {
      mkDerivation =
        arguments:
        (environment.mkDerivation arguments).overrideAttrs change;
    };
  append =
    name: values: previous: {
      ${name} = previous.${name} or [ ] ++ values;
    };
in
{
  keepDebugInfo = environment: mapDerivations environment (_: {
    dontStrip = true;
    NIX_CFLAGS_COMPILE = "-ggdb -Og";
  });
  makeStatic = environment: mapDerivations environment (append "configureFlags" [ "--enable-static" "--disable-shared" ]);
  withCFlags = flags: environment: mapDerivations environment (append "NIX_CFLAGS" (lib.toList flags));
  propagateBuildInputs = environment: mapDerivations environment (previous: {
    propagatedBuildInputs = previous.propagatedBuildInputs or [ ] ++ previous.buildInputs or [ ];
    buildInputs = [ ];
  });
}
