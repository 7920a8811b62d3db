({ n, fact ? (k: if k == 0 then 1 else k * fact (k - 1)) }: fact n) { n = 5; }
