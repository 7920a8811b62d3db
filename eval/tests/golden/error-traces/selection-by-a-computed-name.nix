let k = "a"; in { a = throw "z"; }.${k}
