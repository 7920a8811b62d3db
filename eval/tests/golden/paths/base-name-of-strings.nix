map baseNameOf [ "a/b" "a/b/" "a/b//" "/" "" "." "a/." "//" "abc" "/x" "a//b" ]
