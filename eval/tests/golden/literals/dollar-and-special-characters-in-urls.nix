{ a = https://h/p,q'r*s!t$u; }
