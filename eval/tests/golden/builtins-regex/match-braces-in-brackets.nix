builtins.match "[{}]+x" "{}x"
