[ 1 2 ] /* no end
