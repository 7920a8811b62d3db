map builtins.parseDrvName [ "hello-2.12" "nix-0.12pre12876" "a-b-c" "name" "x-1-y-2" "" "gcc-wrapper-13" "-1" "a--1" "foo-1.2-bin" ]
