"${./folder/a}"
