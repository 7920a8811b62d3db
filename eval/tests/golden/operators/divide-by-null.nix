6 / null
