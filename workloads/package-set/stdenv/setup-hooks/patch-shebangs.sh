postInstallHooks+=(patchShebangs)
patchShebangs() { find "$out" -type f -perm -0100 -exec sed -i "1s|^#! */usr/bin/env |#!|" {} + ; }
