# Generated from the listing of released archives.
{
  xorgproto = { version = "2024.1"; kind = "proto"; modules = [ "xproto" "xextproto" ]; };
  xtrans = { version = "1.6.0"; };
  libXau = { version = "1.0.12"; needs = [ "xorgproto" ]; modules = [ "xau" ]; };
  libXdmcp = { version = "1.1.5"; needs = [ "xorgproto" ]; modules = [ "xdmcp" ]; };
  xcbproto = { version = "1.17.0"; kind = "proto"; needs = [ "python3" ]; };
  libxcb = { version = "1.17.0"; needs = [ "libXau" "libXdmcp" "xcbproto" ]; modules = [ "xcb" "xcb-shm" ]; };
  libX11 = { version = "1.8.12"; needs = [ "xorgproto" "libxcb" "xtrans" ]; modules = [ "x11" ]; };
  libXext = { version = "1.3.6"; needs = [ "libX11" "libXau" "xorgproto" ]; };
  libXrender = { version = "0.9.12"; needs = [ "libX11" "xorgproto" ]; };
  libXfixes = { version = "6.0.2"; needs = [ "libX11" "xorgproto" ]; };
  libXi = { version = "1.8.2"; needs = [ "libX11" "libXext" "libXfixes" "xorgproto" ]; };
  libXrandr = { version = "1.5.4"; needs = [ "libX11" "libXext" "libXrender" "xorgproto" ]; };
  libXcursor = { version = "1.2.3"; needs = [ "libX11" "libXfixes" "libXrender" ]; };
  libXft = { version = "2.3.9"; needs = [ "libX11" "libXrender" "fontconfig" "freetype" ]; };
  libXt = { version = "1.3.1"; needs = [ "libX11" "libSM" "libICE" ]; };
  libICE = { version = "1.1.2"; needs = [ "xtrans" "xorgproto" ]; };
  libSM = { version = "1.2.6"; needs = [ "libICE" "util-linux" ]; };
  libXmu = { version = "1.2.1"; needs = [ "libXt" "libXext" ]; };
  libxkbfile = { version = "1.1.3"; needs = [ "libX11" ]; };
  xkbcomp = { version = "1.4.7"; kind = "app"; needs = [ "libxkbfile" "libX11" ]; };
  xkeyboard-config = { version = "2.46"; kind = "data"; needs = [ "libxcb" ]; };
  xrandr = { version = "1.5.3"; kind = "app"; needs = [ "libXrandr" ]; };
  xauth = { version = "1.1.4"; kind = "app"; needs = [ "libXau" "libXmu" ]; };
  xterm = { version = "403"; kind = "app"; needs = [ "libXft" "libXt" "ncurses" ]; };
  xorg-server = { version = "21.1.20"; kind = "xserver"; needs = [ "openssl" "libX11" "libXfixes" "libxkbfile" "pixman" "dbus" "systemd" ]; };
  xf86-input-libinput = { version = "1.5.0"; kind = "driver"; needs = [ "xorg-server" ]; };
  xf86-video-amdgpu = { version = "25.0.0"; kind = "driver"; needs = [ "xorg-server" ]; };
}
