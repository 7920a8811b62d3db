{ help.b = 1; }
