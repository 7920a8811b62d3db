# Sourced by every builder: collects the inputs' hooks and runs the phases.
set -eu -o pipefail

PATH=
for tool in $initialPath; do
    PATH="$PATH${PATH:+:}$tool/bin"
done
export PATH

declare -a envHooks
addEnvHooks() { envHooks+=("$1"); }

runHook() {
    local name="$1"
    if declare -F "$name" > /dev/null; then "$name"; else eval "${!name:-}"; fi
}

activate() {
    local package="$1" hook
    [ -d "$package/bin" ] && PATH="$PATH:$package/bin"
    [ -f "$package/nix-support/setup-hook" ] && source "$package/nix-support/setup-hook"
    if [ -f "$package/nix-support/propagated-build-inputs" ]; then
        for package in $(< "$package/nix-support/propagated-build-inputs"); do activate "$package"; done
    fi
}

for hook in ${defaultNativeBuildInputs:-} ${nativeBuildInputs:-} ${buildInputs:-}; do
    if [ -f "$hook" ]; then source "$hook"; else activate "$hook"; fi
done

unpackPhase() { tar xf "$src" && cd "$(ls -d */ | head -n 1)"; }
patchPhase() { for patch in ${patches:-}; do patch ${patchFlags:--p1} < "$patch"; done; }
configurePhase() { [ -x ./configure ] && ./configure --prefix="$out" ${configureFlags:-}; }
buildPhase() { make ${makeFlags:-}; }
checkPhase() { make "${checkTarget:-check}"; }
installPhase() { make install; }
fixupPhase() { runHook preFixup; runHook postFixup; }

genericBuild() {
    local phase
    for phase in ${phases:-unpackPhase patchPhase configurePhase buildPhase ${doCheck:+checkPhase} installPhase fixupPhase}; do
        runHook "pre${phase^}"
        runHook "$phase"
        runHook "post${phase^}"
    done
}
