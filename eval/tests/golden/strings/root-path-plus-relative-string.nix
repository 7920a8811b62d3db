toString (/. + "foo/bar")
