''
    a

  
    b
      
    c
''
