[ (({ a, ... }@args: args) { a = 1; b = 2; }) ((args@{ a, b ? 3 }: args) { a = 1; }) ]
