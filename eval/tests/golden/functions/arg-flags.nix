{ n, name, extra ? "default" }: { inherit n name extra; doubled = n * 2; }
