preFixupHooks+=(perlFixShebang)
perlFixShebang() { sed -i "1s|^#!.*perl|#!$fullperl/bin/perl|" "$out"/bin/*; }
