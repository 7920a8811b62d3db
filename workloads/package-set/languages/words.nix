# Names, versions and hashes of packages that are made up by number.
{ lib }:
rec {
  syllables = [ "al" "bra" "cor" "den" "eth" "fir" "gon" "hal" "ist" "jun" "kel" "lum" "mor" "nev" "ost" "pel" "qua" "rin" "sol" "tam" "und" "vel" "wix" "yar" "zen" ];

  # Three syllables name 15,625 packages; the number is written in them, so that no two are the same.
  nameOf =
    index:
    let
      base = builtins.length syllables;
      syllable = place: builtins.elemAt syllables (lib.mod (index / place) base);
    in
    syllable 1 + syllable base + syllable (base * base);

  versionOf =
    index:
    let
      seed = lib.scramble (index + 17);
      part = place: bound: toString (lib.mod (seed / place) bound);
    in
    "${part 1 4}.${part 8 20}.${part 256 12}";

  # What a source hashes to, for a source that does not exist.
  hashOf = algorithm: text: builtins.hashString algorithm "the source of ${text}";
  sriOf = text: builtins.convertHash { hash = hashOf "sha256" text; hashAlgo = "sha256"; toHashFormat = "sri"; };
  base32Of = text: builtins.convertHash { hash = hashOf "sha256" text; hashAlgo = "sha256"; toHashFormat = "nix32"; };

  # Up to `most` smaller numbers: what a package depends on.
  earlier =
    most: index:
    let
      seed = lib.scramble (index * 31 + most);
      wanted = if index == 0 then 0 else lib.mod seed (most + 1);
      candidate = nth: lib.mod (lib.scramble (index * 97 + nth)) index;
    in
    lib.unique (builtins.genList candidate wanted);
}
