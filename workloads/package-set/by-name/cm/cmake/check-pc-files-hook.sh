postFixupHooks+=(checkPcFiles)
checkPcFiles() { grep -q "//" "$out"/lib/pkgconfig/*.pc && exit 1; true; }
