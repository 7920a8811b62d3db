{ a."two words" = 1; a.${"two" + " words"} = 2; }
