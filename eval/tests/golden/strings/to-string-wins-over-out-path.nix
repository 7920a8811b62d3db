"${{ outPath = "/out"; __toString = _: "custom"; }}"
