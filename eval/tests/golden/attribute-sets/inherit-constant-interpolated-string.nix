let a = 1; in { inherit ${"a"}; inherit ({ b = 2; }) ${"b"}; }
