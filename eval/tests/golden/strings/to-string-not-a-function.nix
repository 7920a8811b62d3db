"${{ __toString = "not callable"; }}"
