{ __functor = self: { a }: a + self.k; k = 10; }
