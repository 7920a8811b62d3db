"release-" + 5
