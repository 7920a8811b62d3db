(map: toString: [ map toString ]) 1 2
