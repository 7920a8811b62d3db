# Hooks that are packages: a build that depends on one runs it.
{ pkgs, lib }:
{
  updateAutotoolsGnuConfigScriptsHook = pkgs.makeSetupHook {
    name = "update-autotools-gnu-config-scripts-hook";
    substitutions.gnu_config = builtins.toFile "config.guess" "#! /bin/sh\necho unknown\n";
  } ./hooks/update-autotools-gnu-config-scripts.sh;

  autoreconfHook = pkgs.makeSetupHook {
    name = "autoreconf-hook";
    propagatedBuildInputs = [
      pkgs.autoconf
      pkgs.automake
      pkgs.gettext
      pkgs.libtool
    ];
  } ./hooks/autoreconf.sh;

  makeStaticHook = pkgs.makeSetupHook { name = "make-static-hook"; } ./hooks/make-static.sh;
}
