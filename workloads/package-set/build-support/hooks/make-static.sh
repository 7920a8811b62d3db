export NIX_CFLAGS_LINK="${NIX_CFLAGS_LINK:-} -static"
