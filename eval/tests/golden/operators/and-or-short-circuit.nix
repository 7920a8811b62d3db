[ (false && throw "no") (true || throw "no") (false && 1) (true || "x") ]
