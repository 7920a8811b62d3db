let inherit nothing; in nothing
