"value: ${null}"
