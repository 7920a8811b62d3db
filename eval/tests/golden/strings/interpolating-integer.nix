let port = 8080; in "localhost:${port}"
