"answer from second"
