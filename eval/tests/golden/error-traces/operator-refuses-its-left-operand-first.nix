null + (throw "never")
