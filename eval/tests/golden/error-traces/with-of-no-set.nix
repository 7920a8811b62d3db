with 1; with { a = 1; };
a + b
