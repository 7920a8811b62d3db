let
  beta = absent 0;
  outer = missing;
in
beta.alpha
