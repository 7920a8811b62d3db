[ (builtins.split "(a)|b" "xaybz") (builtins.split "([0-9]+)([a-z])?" "1a22") (builtins.split "(a)(b)?" "ab-a") ]
