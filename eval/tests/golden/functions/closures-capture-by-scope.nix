let mk = n: { get = n; next = mk (n + 1); }; in (mk 1).next.next.get
