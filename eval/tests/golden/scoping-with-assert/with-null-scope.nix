let cfg = null; in with cfg; x
