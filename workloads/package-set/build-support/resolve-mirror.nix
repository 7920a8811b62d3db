# `mirror://SITE/PATH` as the first address that stands for it.
{ lib }:
url:
let
  mirrors = import ./mirrors.nix;
  parts = builtins.match "mirror://([a-z]+)/(.*)" url;
  site = builtins.elemAt parts 0;
in
if parts == null then
  url
else
  builtins.head (mirrors.${site} or (throw "there is no mirror site `${site}'")) + builtins.elemAt parts 1
