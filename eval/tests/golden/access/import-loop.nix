import ./inside/again
