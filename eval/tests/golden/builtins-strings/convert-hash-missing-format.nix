builtins.convertHash { hash = "md5:5d41402abc4b2a76b9719d911017c592"; }
