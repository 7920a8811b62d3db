[ (isNull null) (isNull false) (isNull { }) (builtins.isNull "") ]
