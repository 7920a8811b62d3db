let x = "v"; in ''it's '${x}' ''
