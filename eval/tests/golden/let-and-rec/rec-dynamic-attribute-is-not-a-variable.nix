rec { ${"b" + "c"} = 1; d = bc; }
