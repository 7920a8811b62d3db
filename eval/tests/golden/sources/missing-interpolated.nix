"${./missing}"
