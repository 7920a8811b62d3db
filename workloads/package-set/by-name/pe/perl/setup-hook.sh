addPerlLib() { export PERL5LIB="${PERL5LIB:-}:$1/lib/perl5/site_perl"; }
addEnvHooks addPerlLib
