source "$stdenv/setup"
export configureFlags="--disable-specs ${configureFlags:-}"
genericBuild
