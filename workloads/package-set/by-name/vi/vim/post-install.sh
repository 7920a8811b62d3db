ln -s $out/bin/vim $out/bin/vi
moveToOutput bin/xxd "$xxd"
