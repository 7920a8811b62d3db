# Derivations made of a command, a text or other packages.
{ lib, pkgs }:
let
  inherit (pkgs) stdenv stdenvNoCC;

  runCommandWith =
    {
      stdenv ? stdenvNoCC,
      runLocal ? false,
      derivationArgs ? { },
      name,
    }:
    command:
    stdenv.mkDerivation (
      {
        enableParallelBuilding = true;
        inherit name;
        buildCommand = command;
        passAsFile = [ "buildCommand" ] ++ derivationArgs.passAsFile or [ ];
      }
      // lib.optionalAttrs runLocal {
        preferLocalBuild = true;
        allowSubstitutes = false;
      }
      // removeAttrs derivationArgs [ "passAsFile" ]
    );

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      derivationArgs ? { },
      meta ? { },
    }:
    pkgs.runCommandLocal name
      (
        {
          inherit text executable checkPhase destination;
          passAsFile = [ "text" ] ++ derivationArgs.passAsFile or [ ];
          meta =
            lib.optionalAttrs (executable && lib.hasPrefix "/bin/" destination) { mainProgram = lib.removePrefix "/bin/" destination; }
            // meta;
        }
        // removeAttrs derivationArgs [ "passAsFile" ]
      )
      ''
        target=$out${lib.escapeShellArg destination}
        mkdir -p "$(dirname "$target")"
        cp "$textPath" "$target"
        if [ -n "$executable" ]; then chmod +x "$target"; fi
        eval "$checkPhase"
      '';
in
{
  runCommand = name: derivationArgs: runCommandWith { inherit name derivationArgs; };
  runCommandCC = name: derivationArgs: runCommandWith { inherit name derivationArgs stdenv; };
  runCommandLocal = name: derivationArgs: runCommandWith { inherit name derivationArgs; runLocal = true; };
  inherit runCommandWith writeTextFile;

  writeText = name: text: writeTextFile { inherit name text; };
  writeScript = name: text: writeTextFile { inherit name text; executable = true; };
  writeScriptBin = name: text: writeTextFile { inherit name text; executable = true; destination = "/bin/${name}"; };
  writeShellScript =
    name: text:
    writeTextFile {
      inherit name;
      executable = true;
      text = "#!${pkgs.runtimeShell}\n${text}\n";
      checkPhase = "${stdenv.shell} -n -O extglob \"$target\"";
    };
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
      excludeShellChecks ? [ ],
    }:
    writeTextFile {
      inherit name;
      executable = true;
      destination = "/bin/${name}";
      text = ''
        #!${pkgs.runtimeShell}
        set -o errexit -o nounset -o pipefail
        ${lib.optionalString (runtimeInputs != [ ]) "export PATH=\"${lib.makeBinPath runtimeInputs}:$PATH\""}
        ${text}
      '';
      derivationArgs.excludes = lib.concatMapStringsSep "," (code: "SC${toString code}") excludeShellChecks;
    };

  runtimeShell = "${pkgs.bash}/bin/bash";

  concatTextFile = { name, files }: pkgs.runCommandLocal name { inherit files; } "cat $files > $out";

  symlinkJoin =
    {
      name,
      paths,
      postBuild ? "",
      ...
    }@arguments:
    pkgs.runCommandLocal name
      (
        removeAttrs arguments [ "name" "postBuild" ]
        // {
          paths = map (path: "${path}") paths;
          passAsFile = [ "paths" ];
        }
      )
      ''
        mkdir -p $out
        for path in $(cat $pathsPath); do lndir -silent "$path" "$out"; done
        ${postBuild}
      '';

  # A tree of links, each `{ name, path }` or an attribute.
  linkFarm =
    name: entries:
    let
      list = if builtins.isAttrs entries then lib.mapAttrsToList (name: path: { inherit name path; }) entries else entries;
    in
    pkgs.runCommandLocal name { passthru.entries = list; } (
      "mkdir -p $out && cd $out\n"
      + lib.concatMapStrings (entry: ''
        mkdir -p "$(dirname ${lib.escapeShellArg entry.name})"
        ln -s ${lib.escapeShellArg "${entry.path}"} ${lib.escapeShellArg entry.name}
      '') list
    );

  # The union of packages, links in one folder; the outputs a package says to install are taken.
  buildEnv = lib.makeOverridable (
    {
      name,
      paths,
      pathsToLink ? [ "/" ],
      extraOutputsToInstall ? [ ],
      ignoreCollisions ? false,
      postBuild ? "",
    }:
    let
      chosen =
        package:
        map (output: package.${output}) (
          builtins.filter (output: package ? ${output}) (
            lib.unique ((package.meta or { }).outputsToInstall or [ "out" ] ++ extraOutputsToInstall)
          )
        );
    in
    pkgs.runCommandLocal name {
      inherit pathsToLink ignoreCollisions postBuild;
      manifest = builtins.toJSON (
        map (package: {
          paths = if lib.isDerivation package then chosen package else [ "${package}" ];
          priority = (package.meta or { }).priority or 5;
        }) (builtins.filter (package: package != null) paths)
      );
      passAsFile = [ "manifest" ];
    } "${pkgs.perl}/bin/perl -w ${./build-env.pl}"
  );

  substituteAll =
    arguments@{ src, ... }:
    stdenvNoCC.mkDerivation (
      {
        name = baseNameOf (toString src);
        builder = ./substitute-all.sh;
        preferLocalBuild = true;
      }
      // arguments
    );
}
