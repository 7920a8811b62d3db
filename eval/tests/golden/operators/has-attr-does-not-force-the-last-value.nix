[ ({ a = throw "no"; } ? a) ({ a.b = throw "no"; } ? a.b) ]
