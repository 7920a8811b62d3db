{ a.${null} = 1; b.${null}.c = 2; }
