builtins.fetchTarball { name = throw "n"; url = throw "u"; foo = 1; }
