"${./inside/folder/text}"
