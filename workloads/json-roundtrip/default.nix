# A lock file of as many nodes as the given size, written as JSON, read back, compared and
# changed, several times over.
{ size }:
let
  lib = import ../lib;

  node =
    index:
    let
      seed = lib.scramble index;
      name = "node-${toString index}";
    in
    lib.nameValuePair name {
      inherit index;
      locked = {
        type = builtins.elemAt [ "github" "git" "tarball" "path" ] (lib.mod seed 4);
        rev = builtins.hashString "sha1" name;
        narHash = "sha256-${builtins.hashString "sha256" name}";
        lastModified = 1600000000 + seed / 16;
      };
      flags = [ (lib.mod seed 2 == 0) null (lib.mod seed 3 == 0) ];
      inputs = map (offset: "node-${toString (lib.mod (seed / offset) (index + 1))}") (lib.range 1 (lib.mod seed 5));
      weights = [ (seed / 1024.0) (lib.mod seed 1000 * 0.125) (0 - index) 1.5e300 ];
      description = "Line ${toString index}\n\t\"quoted\" \\ back; ünïcödé ✓ 𝄞 <&>";
      nested = { a.b.c = { inherit seed; empty = { }; none = [ ]; }; };
    };

  graph = {
    version = 7;
    root = "node-0";
    nodes = builtins.listToAttrs (builtins.genList node size);
  };

  text = builtins.toJSON graph;
  parsed = builtins.fromJSON text;

  # Each round changes what it read before it writes again.
  round =
    state: number:
    let
      read = builtins.fromJSON state.text;
      changed = read // {
        version = read.version + number;
        nodes = builtins.mapAttrs (_: node: node // { index = node.index + 1; }) read.nodes;
      };
      written = builtins.toJSON changed;
    in
    {
      text = written;
      hashes = state.hashes ++ [ (builtins.hashString "sha256" written) ];
    };

  # Strings inside strings, as generated files carry JSON in JSON.
  wrapped = builtins.foldl' (
    inner: level: builtins.toJSON { inherit level inner; }
  ) (builtins.substring 0 200 text) (lib.range 1 8);

  handWritten = builtins.fromJSON ''
    { "empty": "", "escapes": "\u00e9\u2713\ud834\udd1e\n\/\b\f", "numbers": [0, -0, 1e3, 1.25E-2, 9007199254740993, -12],
      "literals": [true, false, null], "deep": [[[[[[]]]]]], "repeated": 1, "key with spaces": { "": 0 } }
  '';

  depthOf =
    value:
    if builtins.isList value then
      1 + builtins.foldl' (deepest: item: lib.max deepest (depthOf item)) 0 value
    else
      0;
in
lib.checksum {
  rounds = (builtins.foldl' round { inherit text; hashes = [ ]; } (lib.range 1 5)).hashes;
  equal = parsed == graph;
  length = builtins.stringLength text;
  revisions = builtins.hashString "sha256" (lib.concatMapStrings (node: node.locked.rev) (builtins.attrValues parsed.nodes));
  inputs = lib.sum (map (node: builtins.length node.inputs) (builtins.attrValues parsed.nodes));
  inherit handWritten;
  deep = depthOf handWritten.deep;
  wrapped = builtins.stringLength wrapped;
  unwrapped = (builtins.fromJSON (builtins.fromJSON wrapped).inner).level;
}
