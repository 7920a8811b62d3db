# leading
/* block */ [ /* in list */ 1 # to the end
  2 /**/ 3 /***/ 4 /* * / ** */ 5
  /* nested /* does not nest */ ]
