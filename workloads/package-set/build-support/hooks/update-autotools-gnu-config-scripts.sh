preConfigurePhases+=" updateGnuConfigScripts"
updateGnuConfigScripts() { find . -name config.guess -exec cp -f @gnu_config@ {} \; ; }
