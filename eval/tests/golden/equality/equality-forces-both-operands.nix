1 == throw "right operand"
