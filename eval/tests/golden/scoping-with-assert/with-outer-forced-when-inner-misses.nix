with throw "outer forced"; with { a = 1; }; b
