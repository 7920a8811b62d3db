map builtins.splitVersion [ "1.2.3" "1.2pre3" "1.0-rc.1" "" "abc" "1..2" "v1.0" ".1." "1a2b" ]
