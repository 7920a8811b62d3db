{ outPath = "/o"; } + "/bin"
