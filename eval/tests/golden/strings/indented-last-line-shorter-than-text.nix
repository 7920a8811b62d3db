''
      deep
    less
  ''
