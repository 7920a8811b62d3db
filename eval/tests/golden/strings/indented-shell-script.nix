let out = "/out"; in ''
  for f in $src/*; do
    install -Dm755 "$f" ${out}/bin/''${f##*/}
    if [ -n "$DEBUG" ]; then echo 'x'; fi
  done
''
