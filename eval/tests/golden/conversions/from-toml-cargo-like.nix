let t = builtins.fromTOML ''
  [package]
  name = "demo"
  version = "0.1.0"
  [dependencies]
  serde = { version = "1.0", features = ["derive"] }
  rand = "0.8"
''; in [ t.package.name (builtins.attrNames t.dependencies) t.dependencies.serde.features ]
