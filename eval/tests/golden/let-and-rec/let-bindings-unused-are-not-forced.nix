let bad = throw "unused"; worse = abort "unused"; ok = 1; in ok
