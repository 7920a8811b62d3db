(throw "left") * (throw "right")
