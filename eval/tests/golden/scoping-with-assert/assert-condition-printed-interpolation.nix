let x = "v"; in assert "a-${x}-$" == "no" || false; 1
