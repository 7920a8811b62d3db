"bell  esc  del "
