''  two
  three
    five''
