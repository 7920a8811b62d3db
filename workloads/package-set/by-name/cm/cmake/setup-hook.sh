cmakeConfigurePhase() { cmake -B build ${cmakeFlags:-}; cd build; }
if [ -z "${dontUseCmakeConfigure-}" ]; then configurePhase=cmakeConfigurePhase; fi
