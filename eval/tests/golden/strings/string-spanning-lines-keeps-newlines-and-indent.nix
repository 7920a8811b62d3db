"first
  second
	third
"
