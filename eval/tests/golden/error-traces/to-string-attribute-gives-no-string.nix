"a${{ __toString = self: null; }}"
