# Builds a standard environment: its setup script with the tools it starts from.
export PATH=
for tool in $initialPath; do PATH="$PATH${PATH:+:}$tool/bin"; done

mkdir -p "$out/nix-support"
{
    echo "export SHELL=$shell"
    echo "initialPath=\"$initialPath\""
    echo "defaultNativeBuildInputs=\"$defaultNativeBuildInputs\""
    echo "$preHook"
    cat "$setup"
} > "$out/setup"
