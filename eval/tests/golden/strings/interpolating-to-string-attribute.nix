let v = { major = 1; __toString = self: "v${toString self.major}"; }; in "pkg-${v}"
