preFixupHooks+=(dropIconCache)
dropIconCache() { rm -f "$out"/share/icons/*/icon-theme.cache; }
