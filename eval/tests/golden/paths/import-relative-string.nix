import "data/libdir"
