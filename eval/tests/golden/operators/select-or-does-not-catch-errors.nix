{ a = throw "caught?"; }.a.b or 1
