let inherit ({ a = 1; }) a b; in a
