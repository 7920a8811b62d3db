{ a = "grün 木"; b = ; }
