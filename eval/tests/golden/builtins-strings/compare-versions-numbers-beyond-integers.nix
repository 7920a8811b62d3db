let c = builtins.compareVersions; in [ (c "99999999999999999999" "1") (c "20231231235959" "20240101000000") ]
