# Sites that hold the same files, nearest first.
{
  gnu = [
    "https://ftpmirror.example.org/"
    "https://ftp.gnu.example.org/gnu/"
  ];
  sourceforge = [ "https://downloads.example.org/sourceforge/" ];
  kernel = [ "https://cdn.kernel.example.org/pub/" ];
  cpan = [
    "https://cpan.example.org/"
    "https://backpan.example.org/"
  ];
  pypi = [ "https://files.pypi.example.org/packages/source/" ];
  hackage = [ "https://hackage.example.org/package/" ];
  crates = [ "https://crates.example.org/api/v1/crates/" ];
  npm = [ "https://registry.npm.example.org/" ];
  gnome = [ "https://download.gnome.example.org/" ];
  xorg = [ "https://xorg.example.org/releases/" ];
}
