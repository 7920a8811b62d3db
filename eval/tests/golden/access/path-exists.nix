{
  inside = builtins.pathExists ./inside/text;
  link = builtins.pathExists ./inside/link;
  through-link = builtins.pathExists ./inside/folder/text;
  outside = builtins.pathExists ./outside/text;
  linked-folder = builtins.pathExists (toString ./inside/folder + "/");
  on-the-way = builtins.pathExists ./.;
  nowhere = builtins.pathExists /no/such/path;
}
