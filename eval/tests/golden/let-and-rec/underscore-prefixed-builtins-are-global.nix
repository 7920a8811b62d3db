[ (__length [ 1 2 ]) (__add 1 2) (__elemAt [ 5 6 ] 1) (__typeOf __currentSystem) (__isAttrs __functionArgs) ]
