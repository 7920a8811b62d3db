/foo 1
