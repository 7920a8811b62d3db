toString { name = "n"; v = 1; __toString = self: self.name + "-" + toString self.v; }
