map builtins.parseFlakeRef [ "git+https://x/y" "hg+https://x/y" "https://x/y" "file+https://x/y" ]
