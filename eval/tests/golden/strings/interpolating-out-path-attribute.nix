"${{ outPath = "/out"; name = "n"; }}/bin"
