"${./folder/link}"
