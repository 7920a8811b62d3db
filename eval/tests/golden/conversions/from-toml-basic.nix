builtins.fromTOML ''
  title = "TOML"
  [owner]
  name = "Tom"
  dob = 1979
  ratio = 2.5
  enabled = true
  [servers.alpha]
  ip = "10.0.0.1"
  ports = [ 8001, 8002 ]
''
