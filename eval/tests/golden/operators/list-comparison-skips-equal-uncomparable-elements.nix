[ ([ null 1 ] < [ null 2 ]) ([ true 1 ] < [ true 2 ]) ([ { a = 1; } 1 ] < [ { a = 1; } 2 ]) ]
