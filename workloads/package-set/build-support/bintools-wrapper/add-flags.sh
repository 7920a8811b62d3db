# Sourced by the wrapped linker.
NIX_LDFLAGS_@suffixSalt@="-L@libc_lib@/lib ${NIX_LDFLAGS_@suffixSalt@:-}"
export NIX_LDFLAGS_@suffixSalt@
