toString (./folder + "/sub")
