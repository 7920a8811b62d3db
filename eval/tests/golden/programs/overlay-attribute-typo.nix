let fix = f: let x = f x; in x; in (fix (self: { version = "1"; name = "n-${self.verison}"; })).name
