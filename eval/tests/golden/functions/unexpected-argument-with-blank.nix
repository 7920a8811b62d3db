({ a }: 1) { "two words" = 1; a = 2; }
