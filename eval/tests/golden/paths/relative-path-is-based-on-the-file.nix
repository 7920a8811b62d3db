[ (baseNameOf ./foo) (dirOf ./foo == ./.) (./. + "/foo" == ./foo) (../paths == ./.) (baseNameOf (dirOf ../x/y)) ]
