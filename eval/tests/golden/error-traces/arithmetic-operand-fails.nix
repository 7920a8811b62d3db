(2 - (1 * (throw "operand"))) / 2
