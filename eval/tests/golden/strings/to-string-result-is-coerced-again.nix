"${{ __toString = _: { outPath = { __toString = _: "deep"; }; }; }}"
