{ name = "libdir default"; }
