''
	tab
		two tabs
''
