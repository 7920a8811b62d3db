builtins.parseFlakeRef "hg+https://x.y/z?ref="
