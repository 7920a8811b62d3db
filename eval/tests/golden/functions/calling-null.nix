let callback = null; in callback { }
