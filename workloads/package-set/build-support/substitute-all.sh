source "$stdenv/setup"
substituteAll "$src" "$out"
