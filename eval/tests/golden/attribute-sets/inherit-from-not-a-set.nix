{ inherit ([ ]) a; }
