[
  "é" (throw "t") # ü
]
