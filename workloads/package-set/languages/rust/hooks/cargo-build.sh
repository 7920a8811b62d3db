cargoBuildPhase() { cargo build --profile "$cargoBuildType" --offline ${cargoBuildFlags:-}; }
buildPhase=cargoBuildPhase
