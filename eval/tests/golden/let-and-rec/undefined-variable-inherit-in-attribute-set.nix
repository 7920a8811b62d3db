{ inherit missingName; }
