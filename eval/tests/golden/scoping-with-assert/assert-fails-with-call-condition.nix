let lib.versionAtLeast = a: b: false; version = "1.0"; in
assert lib.versionAtLeast version "2.0"; true
