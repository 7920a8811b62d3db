"plain \"text\" é"
