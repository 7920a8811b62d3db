builtins.path { path = /nonexistent/x; }
