# Programs in Rust. Those with a `lock` are built from a lock file, crate by crate.
{ lib }:
let
  inherit (lib.licenses) asl20 gpl3Plus;
in
{
  ripgrep = { version = "15.1.0"; owner = "BurntSushi"; tag = "15.1.0"; inputs = [ "pcre2" ]; native = [ "pkg-config" ]; features = [ "pcre2" ]; about = "Line-oriented search tool"; program = "rg"; };
  fd = { version = "10.3.0"; owner = "sharkdp"; about = "Simple, fast alternative to find"; };
  bat = { version = "0.26.0"; owner = "sharkdp"; inputs = [ "libgit2" "oniguruma" "zlib" ]; native = [ "pkg-config" ]; about = "Clone of cat with syntax highlighting"; };
  hyperfine = { version = "1.19.0"; owner = "sharkdp"; about = "Benchmarks of commands"; lock = ./locks/hyperfine.lock; };
  tokei = { version = "12.1.2"; owner = "XAMPPRocky"; about = "Lines of code counted"; lock = ./locks/tokei.lock; outputHashes."treewalk-0.3.1" = "1mbv2qlhdqgp7zjxpwp5pn2zjsdlvrk8ad7sg7rxyw3bs3cvwh3d"; };
  starship = { version = "1.24.0"; owner = "starship"; inputs = [ "openssl" ]; native = [ "cmake" "pkg-config" ]; features = [ "notify" ]; about = "Prompt of any shell"; };
  alacritty = { version = "0.16.1"; owner = "alacritty"; inputs = [ "expat" "fontconfig" "freetype" "libx11" ]; native = [ "cmake" "ncurses" "pkg-config" "python3" ]; about = "Terminal emulator on the graphics card"; license = asl20; };
  nushell = { version = "0.108.0"; owner = "nushell"; tag = "0.108.0"; inputs = [ "zstd" "openssl" "libgit2" ]; native = [ "pkg-config" ]; features = [ "mcp" ]; about = "Modern shell"; program = "nu"; };
  rage = { version = "0.11.1"; owner = "str4d"; about = "Simple, secure encryption of files"; license = asl20; };
  zoxide = { version = "0.9.8"; owner = "ajeetdsouza"; about = "Smarter cd"; };
  helix = { version = "25.07.1"; owner = "helix-editor"; tag = "25.07.1"; native = [ "git" ]; about = "Modal editor after Kakoune"; program = "hx"; };
  typst = { version = "0.14.0"; owner = "typst"; inputs = [ "openssl" ]; native = [ "pkg-config" ]; about = "Typesetting by markup"; license = asl20; };
  uv = { version = "0.9.5"; owner = "astral-sh"; tag = "0.9.5"; native = [ "cmake" "pkg-config" ]; about = "Fast package installer of Python"; };
  eza = { version = "0.23.4"; owner = "eza-community"; inputs = [ "zlib" "libgit2" ]; native = [ "cmake" "pkg-config" ]; features = [ "git" ]; about = "Modern replacement of ls"; license = gpl3Plus; };
}
