{ "two words" = 1; }."two word"
