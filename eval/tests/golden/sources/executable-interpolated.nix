"${./folder/run}"
