[ (toString /a/b) (toString /a/../b) "x${toString /a}" ]
