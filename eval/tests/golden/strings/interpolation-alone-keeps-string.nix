let s = "abc"; in [ "${s}" ("${s}" == s) "${s}${s}" ]
