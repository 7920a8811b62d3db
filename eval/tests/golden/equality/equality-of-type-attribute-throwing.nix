{ type = throw "type forced"; a = 1; } == { type = "x"; a = 1; }
