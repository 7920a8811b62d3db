# An interpreter with other packages in it, without a name of its own.
final: previous: {
  python314 = previous.python314.override {
    packageOverrides = pythonFinal: pythonPrevious: {
      six = pythonPrevious.six.overrideAttrs (old: {
        postPatch = "rm -f test_six.py";
      });
      house-tools = pythonFinal.buildPythonPackage {
        pname = "house-tools";
        version = "0.4";
        format = "other";
        src = final.lib.cleanSource ../sources/ansible;
        dependencies = [ pythonFinal.six pythonFinal.pyyaml ];
      };
    };
  };
  house-tools = final.python314.pkgs.house-tools;
}
