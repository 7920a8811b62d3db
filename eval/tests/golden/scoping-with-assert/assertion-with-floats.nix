assert (x: false) [ 1.0e20 123456789.0 1.0e-7 2.0 ]; 1
