rec { x = 1; inner = { y = x; x = 2; }; deep = rec { x = 3; z = x; }; }
