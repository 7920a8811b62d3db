let mk = { src, ... }: src; in map mk [ "not a set" ]
