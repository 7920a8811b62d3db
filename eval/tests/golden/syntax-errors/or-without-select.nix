1 or 2 or 3
