''
  a   
  b  
  c''
