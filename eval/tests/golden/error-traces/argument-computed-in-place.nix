# The argument that the builtin evaluates first fails inside a selection, inside a call.
let
  take = { count }: count;
in
builtins.length (take { count = { inner = throw "no"; }.inner; })
