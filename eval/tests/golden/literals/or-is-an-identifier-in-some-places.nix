let or = 1; x = { or = 2; }; in [ x.or { inherit or; }.or ]
