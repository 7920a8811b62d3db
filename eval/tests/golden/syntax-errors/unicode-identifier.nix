let grün = 1; in grün
