builtins.fetchTree { type = "github"; }
