#! @shell@
# Calls the compiler with the flags that find headers and libraries.
source @out@/nix-support/utils.bash
exec @prog@ $(extraBefore) "$@" $(extraAfter)
