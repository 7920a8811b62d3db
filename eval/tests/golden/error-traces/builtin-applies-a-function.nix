map (x: x.y) [ { } ]
