"a\nb" == "a
b"
