rec { x = y; y = x; }.x
