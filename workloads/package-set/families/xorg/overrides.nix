# What the table does not know about single parts.
{ lib, pkgs }:
final: previous: {
  libX11 = previous.libX11.overrideAttrs (old: {
    outputs = [ "out" "dev" "man" ];
    configureFlags = old.configureFlags or [ ] ++ lib.optional pkgs.stdenv.isCross "--enable-malloc0returnsnull";
    depsBuildBuild = [ pkgs.buildPackages.stdenv.cc ];
    propagatedBuildInputs = old.propagatedBuildInputs or [ ] ++ [ final.xorgproto ];
  });
  libxcb = previous.libxcb.overrideAttrs (old: {
    outputs = [ "out" "dev" "man" "doc" ];
    configureFlags = [ "--enable-xkb" ];
  });
  xorgproto = previous.xorgproto.overrideAttrs { configureFlags = [ "--enable-legacy" ]; };
  xterm = previous.xterm.overrideAttrs (
    finalAttrs: old: {
      version = "404";
      pname = "${old.pname}-patched";
      patches = [ ./xterm-sixel.patch ];
    }
  );
  # Nobody builds this driver here.
  xf86-video-amdgpu = previous.xf86-video-amdgpu.overrideAttrs (old: { meta = old.meta // { broken = true; }; });
}
