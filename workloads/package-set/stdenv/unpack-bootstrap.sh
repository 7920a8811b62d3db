set -e
"$busybox" mkdir "$out"
"$busybox" tar -x -C "$out" -f "$tarball"
for program in $out/bin/*; do
    "$out/bin/patchelf" --set-interpreter "$out"/lib/ld-*.so* --set-rpath "$out/lib" "$program" || true
done
