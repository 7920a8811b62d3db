let
  try = value: (builtins.tryEval value).success;
  attempt =
    value:
    let
      kind = builtins.trace "once" (if value then throw "no" else 1);
      keep = [ kind ];
    in
    if try kind then keep else [ (try kind) (try (builtins.head keep)) ];
in
[
  (attempt true)
  (try (let kind = builtins.trace "first" (throw "no"); in kind == 1 || kind == 2))
]
