# Hooks of every build, in the order they run.
[
  ./setup-hooks/multiple-outputs.sh
  ./setup-hooks/prune-libtool-files.sh
  ./setup-hooks/compress-man-pages.sh
  ./setup-hooks/strip.sh
  ./setup-hooks/patch-shebangs.sh
]
