"a${{ __toString = self: throw "q"; }}"
