rec { x = x; }
