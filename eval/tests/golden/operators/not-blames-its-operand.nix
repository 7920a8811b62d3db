!(builtins.length [ ])
