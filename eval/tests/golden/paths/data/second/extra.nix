"from second"
