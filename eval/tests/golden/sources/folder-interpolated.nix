"${./folder}"
