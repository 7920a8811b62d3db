"cfg ${{ name = "x"; }}"
