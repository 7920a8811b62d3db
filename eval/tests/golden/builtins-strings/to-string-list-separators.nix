map toString [ [ "a" "b" ] [ [ ] "a" ] [ "a" [ ] "b" ] [ "" "a" "" ] [ [ "x" "y" ] [ "z" ] ] [ null "a" ] [ [ ] [ ] ] [ [ [ ] ] "q" ] [ false true ] ]
