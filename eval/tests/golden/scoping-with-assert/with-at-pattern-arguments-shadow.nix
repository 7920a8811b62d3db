with { args = "with"; a = "with"; }; (args@{ a, ... }: [ args.a a ]) { a = "formal"; }
