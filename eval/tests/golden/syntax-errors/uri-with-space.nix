http:// example
