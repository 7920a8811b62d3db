builtins.fetchGit { url = "/x"; submodules = true; shallow = true; }
