[ (baseNameOf /a/b.c) (dirOf /a/b.c) (dirOf /a) (dirOf /.) (baseNameOf /.) ]
