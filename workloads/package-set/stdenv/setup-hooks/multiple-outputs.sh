preConfigureHooks+=(placeOutputs)
placeOutputs() {
    configureFlags="--bindir=${!outputBin}/bin --includedir=${!outputDev}/include --libdir=${!outputLib}/lib ${configureFlags:-}"
}
