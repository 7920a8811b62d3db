({ }: 1) { x = throw "not forced"; }
