import ./inside/dangling
