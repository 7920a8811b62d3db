rec { name = "key"; ${name} = 1; "${name}-2" = 2; }
