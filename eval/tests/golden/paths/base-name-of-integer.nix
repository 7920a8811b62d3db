baseNameOf 5
