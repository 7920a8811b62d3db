let args = 0; in (args@{ a, ... }: args.a) { a = 7; }
