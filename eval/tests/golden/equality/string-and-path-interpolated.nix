[ ("${toString /a}" == toString /a) (/a + "/b" == /a/b) (toString /a == "/a") ]
