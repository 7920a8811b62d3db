"${{ a = "in"; }.a}-${let b = { c = "}"; }; in b.c}-${if true then "{" else ""}"
