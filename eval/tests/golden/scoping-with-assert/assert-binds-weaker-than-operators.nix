1 + (assert true; 2) * 3
