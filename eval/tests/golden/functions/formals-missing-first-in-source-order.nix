let build = { zlib, openssl, ... }: 1; in build { }
