with { x = "outer"; }; with { x = null; }; x
