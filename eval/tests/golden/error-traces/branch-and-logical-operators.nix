if true && (false || (throw "b" -> true)) then 1 else 2
