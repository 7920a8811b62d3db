let lib = { mk = { name, system }: name; }; in lib.mk { name = "a"; }
