let in 3
