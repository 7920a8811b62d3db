"${./inside/text}"
