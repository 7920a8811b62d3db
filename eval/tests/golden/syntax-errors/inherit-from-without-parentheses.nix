{ inherit s.t a; }
