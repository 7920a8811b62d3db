throw "custom: ${toString 5}"
