source "$stdenv/setup"
perlFlags=-I$out/$libPrefix
if [ "$buildCommandKind" = Build ]; then perl Build.PL --prefix="$out"; else perl Makefile.PL PREFIX="$out"; fi
genericBuild
