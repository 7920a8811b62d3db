# Programs that are no more than a package and a file in `/etc`.
{
  bat = { package = "bat"; file = "bat/config"; };
  fzf = { package = "fzf"; };
  htop = { package = "htop"; file = "htoprc"; };
  java = { package = "jdk"; variables.JAVA_HOME = "lib/openjdk"; };
  less = { package = "coreutils"; file = "less"; };
  mtr = { package = "net-tools"; wrapper = "mtr-packet"; };
  nano = { package = "nano"; file = "nanorc"; };
  screen = { package = "screen"; file = "screenrc"; };
  starship = { package = "starship"; file = "starship.toml"; };
  tmux = { package = "tmux"; file = "tmux.conf"; };
  vim = { package = "vim"; file = "vimrc"; variables.EDITOR = "bin/vim"; };
  wireshark = { package = "glib"; wrapper = "dumpcap"; };
  ffmpeg = { package = "ffmpeg-headless"; };
  graphviz = { package = "graphviz"; };
  imagemagick = { package = "imagemagick"; file = "ImageMagick/policy.xml"; };
  ccache = { package = "gcc"; wrapper = "ccache"; };
  npm = { package = "nodejs"; file = "npmrc"; };
  traceroute = { package = "net-tools"; wrapper = "traceroute"; };
  zoxide = { package = "zoxide"; };
  nushell = { package = "nushell"; file = "nushell/config.nu"; };
}
