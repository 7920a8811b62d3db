with throw "forced at lookup"; x
