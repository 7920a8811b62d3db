{ ${{ __toString = _: "k"; }} = 1; }
