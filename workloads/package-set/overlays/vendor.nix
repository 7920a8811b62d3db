# Packages of the house, and one that takes an attribute away from another.
final: previous: {
  house-config = final.writeText "house.json" (
    builtins.toJSON {
      editor = final.lib.getExe final.vim;
      shells = map final.lib.getExe [ final.zsh final.dash ];
      inherit (final.python3) pythonVersion;
    }
  );
  house-environment = final.buildEnv {
    name = "house-environment";
    paths = [ final.house-tools final.git final.gnupg ];
    postBuild = "cp ${final.house-config} $out/house.json";
  };
  jq = previous.jq.overrideAttrs (old: { outputs = [ "out" ]; meta = removeAttrs old.meta [ "maintainers" ]; });
}
