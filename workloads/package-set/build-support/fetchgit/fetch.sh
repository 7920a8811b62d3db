# Clones one revision and leaves out what is not the same at every clone.
set -euo pipefail
while [ $# -gt 0 ]; do
    case "$1" in
        --url) url="$2"; shift ;;
        --rev) rev="$2"; shift ;;
        --out) out="$2"; shift ;;
        --submodules) submodules=1 ;;
    esac
    shift
done
git init --quiet "$out" && cd "$out"
git fetch --quiet --depth=1 "$url" "$rev" && git checkout --quiet FETCH_HEAD
[ -z "${submodules:-}" ] || git submodule update --init --recursive
rm -rf .git
