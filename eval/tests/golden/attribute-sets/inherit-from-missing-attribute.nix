{ inherit ({ alpha = 1; }) alpha alhpa; }
