[http://a.b/c]
