/a + toString 5
