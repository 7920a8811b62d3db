builtins.fromJSON ''{ "a": [1, 2.5, "x", null, {"b": {}}], "c d": { "": false } }''
