"flags: ${[ "-O2" "-g" ]}"
