({ ... }: 1) (throw "forced to check")
