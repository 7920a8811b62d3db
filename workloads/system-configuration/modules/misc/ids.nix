# Numbers of accounts that must not change between machines.
{ lib, ... }:
{
  options.ids = {
    uids = lib.mkOption { type = lib.types.attrsOf lib.types.int; internal = true; description = "Users."; };
    gids = lib.mkOption { type = lib.types.attrsOf lib.types.int; internal = true; description = "Groups."; };
  };
  config.ids = rec {
    uids = {
      root = 0;
      messagebus = 4;
      postgres = 71;
      nginx = 60;
      redis = 96;
      sshd = 2;
      nobody = 65534;
    };
    gids = removeAttrs uids [ "nobody" ] // {
      wheel = 1;
      video = 26;
      users = 100;
      nogroup = 65534;
    };
  };
}
