{ f, xs, ... }: map f xs
