let greet = name: "hi ${name}"; in builtins.length greet
