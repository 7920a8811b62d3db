(assert true; 1 + 1) + (with { a = 1; }; a + 1)
