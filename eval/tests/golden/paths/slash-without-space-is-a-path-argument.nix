let a = 6; in a /b
