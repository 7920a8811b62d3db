builtins.getContext "${./folder/a} ${./folder}"
