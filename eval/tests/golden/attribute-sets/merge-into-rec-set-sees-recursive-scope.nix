{ a = rec { x = 1; }; a.y = x; x = 10; } == { } || true
