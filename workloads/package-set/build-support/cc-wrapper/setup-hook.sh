addIncludes() { [ ! -d "$1/include" ] || export NIX_CFLAGS_COMPILE@suffixSalt@+=" -isystem $1/include"; }
addEnvHooks addIncludes
export CC@role@=@named_cc@ CXX@role@=@named_cxx@
