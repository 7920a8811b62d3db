''
  # shell comment
  /* kept */ // kept
''
