builtins.storePath /etc
