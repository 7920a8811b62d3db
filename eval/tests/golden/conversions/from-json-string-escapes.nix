builtins.fromJSON ''"\u0041\n\t\"\\\/\u00e9\ud83e\udd80\b\f\r"''
