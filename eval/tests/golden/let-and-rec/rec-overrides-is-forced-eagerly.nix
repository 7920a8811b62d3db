(rec { a = 1; __overrides = throw "forced with the set"; }).a
