# Chooses versions for a set of requirements over an index of as many packages as the given
# size, as a lock file generator would.
{ size }:
let
  lib = import ../lib;
  constraints = import ./constraints.nix { inherit lib; };

  versionsOf =
    index:
    let
      seed = lib.scramble index;
      suffixes = [ "" "" "" "-rc1" "pre" ".post2" "-beta.3" "" ];
      version =
        number:
        "${toString (1 + number / 4)}.${toString (lib.mod (seed / (number + 1)) 12)}.${toString (lib.mod (seed / 7 + number) 10)}"
        + builtins.elemAt suffixes (lib.mod (seed / 32 + number) 8);
    in
    lib.unique (builtins.genList version (3 + lib.mod seed 8));

  # What one version of a package asks for: packages of lower numbers only, so that there is an end.
  requirementsOf =
    index: version:
    let
      seed = lib.scramble (index * 31 + builtins.stringLength version);
      one =
        number:
        let
          target = lib.mod (seed / (number * 5 + 1)) index;
          minimum = lib.mod (seed / (number + 2)) 3 + 1;
          forms = [
            ">=${toString minimum}"
            ">=${toString minimum}.0,<${toString (minimum + 2)}"
            "^${toString minimum}.2.1"
            "~${toString minimum}.4"
            "*"
            "!=${toString minimum}.1.1"
          ];
        in
        "package-${toString target} ${builtins.elemAt forms (lib.mod (seed / 13 + number) 6)}";
    in
    if index == 0 then [ ] else builtins.genList one (lib.mod seed 4);

  # The index as text, as a registry would serve it, and as read back.
  registryText = lib.concatStrings (
    builtins.genList (
      index:
      lib.concatMapStrings (
        version: "package-${toString index} ${version} [${lib.concatStringsSep "; " (requirementsOf index version)}]\n"
      ) (versionsOf index)
    ) size
  );

  parseLine =
    line:
    let
      fields = builtins.match "([a-z]+-[0-9]+) ([^ ]+) \\[(.*)]" line;
    in
    {
      name = builtins.elemAt fields 0;
      version = builtins.elemAt fields 1;
      requirements = map constraints.parseRequirement (
        builtins.filter (text: text != "") (lib.splitString "; " (builtins.elemAt fields 2))
      );
    };

  # Candidates of each package, newest first.
  registry = builtins.mapAttrs (_: builtins.sort (left: right: builtins.compareVersions left.version right.version > 0)) (
    builtins.groupBy (candidate: candidate.name) (
      map parseLine (builtins.filter (line: line != "") (lib.lines registryText))
    )
  );

  # Works through a list of requirements, keeping every choice that still satisfies what is asked
  # and recording a conflict where none does.
  solve =
    state: requirements:
    builtins.foldl' (
      state: requirement:
      let
        chosen = state.chosen.${requirement.name} or null;
        candidates = builtins.filter (candidate: requirement.accepts candidate.version) registry.${requirement.name};
        stable = builtins.filter (candidate: !(constraints.isPrerelease candidate.version)) candidates;
        pick = if stable != [ ] then builtins.head stable else builtins.head candidates;
      in
      if chosen != null then
        if requirement.accepts chosen then state else state // { conflicts = state.conflicts + 1; }
      else if candidates == [ ] then
        state // { unsatisfied = state.unsatisfied + 1; }
      else
        solve (state // { chosen = state.chosen // { ${requirement.name} = pick.version; }; }) pick.requirements
    ) state requirements;

  solutionFor =
    index:
    let
      solution = solve {
        chosen = { };
        conflicts = 0;
        unsatisfied = 0;
      } [ (constraints.parseRequirement "package-${toString index} *") ];
    in
    {
      inherit (solution) conflicts unsatisfied;
      lock = lib.mapAttrsToList (name: version: "${name}@${version}") solution.chosen;
    };

  drvNames = map (
    index:
    let
      parsed = builtins.parseDrvName "tool${toString index}-lib-${builtins.head (versionsOf index)}";
    in
    "${parsed.name}|${parsed.version}|${toString (builtins.splitVersion parsed.version)}"
  ) (lib.range 0 (size - 1));
in
lib.checksum {
  solutions = map solutionFor (lib.range 0 (size - 1));
  registry = builtins.mapAttrs (_: candidates: map (candidate: candidate.version) candidates) registry;
  inherit drvNames;
}
