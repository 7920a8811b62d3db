(args@{ a ? args.b, ... }: a) { b = "from args"; }
