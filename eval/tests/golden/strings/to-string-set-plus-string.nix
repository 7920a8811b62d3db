[ ({ __toString = _: "a"; } + "b") ]
