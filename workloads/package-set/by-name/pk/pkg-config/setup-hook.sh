addPkgConfigPath() { export PKG_CONFIG_PATH="${PKG_CONFIG_PATH:-}:$1/lib/pkgconfig"; }
addEnvHooks addPkgConfigPath
