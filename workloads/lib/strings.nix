# Functions over strings.
{ lib }:
let
  inherit (builtins) concatMap elemAt filter genList isString length map replaceStrings split stringLength substring;

  lowerLetters = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upperLetters = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);
in
rec {
  inherit (builtins) concatStringsSep;
  inherit stringToCharacters;

  concatStrings = concatStringsSep "";

  concatMapStrings = f: list: concatStrings (map f list);

  concatMapStringsSep =
    separator: f: list:
    concatStringsSep separator (map f list);

  concatImapStrings = f: list: concatStrings (lib.imap1 f list);

  optionalString = condition: text: if condition then text else "";

  intersperse =
    separator: list:
    if length list < 2 then
      list
    else
      [ (builtins.head list) ]
      ++ concatMap (value: [
        separator
        value
      ]) (builtins.tail list);

  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;

  hasSuffix =
    suffix: text:
    let
      start = stringLength text - stringLength suffix;
    in
    start >= 0 && substring start (-1) text == suffix;

  hasInfix = infix: text: builtins.match ".*${escapeRegex infix}.*" text != null;

  removePrefix =
    prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;

  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;

  splitString = separator: text: filter isString (split (escapeRegex separator) text);

  escape = special: replaceStrings special (map (character: "\\${character}") special);

  escapeRegex = escape [ "." "*" "+" "?" "|" "^" "$" "(" ")" "[" "{" "\\" ];

  # Quotes an argument for a shell, unless every character in it is harmless.
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if builtins.match "[a-zA-Z0-9_/.:=@%+-]+" text == null then
      "'${replaceStrings [ "'" ] [ "'\\''" ] text}'"
    else
      text;

  escapeShellArgs = concatMapStringsSep " " escapeShellArg;

  escapeXML =
    replaceStrings
      [ "&" "<" ">" "'" "\"" ]
      [ "&amp;" "&lt;" "&gt;" "&apos;" "&quot;" ];

  toUpper = replaceStrings lowerLetters upperLetters;

  toLower = replaceStrings upperLetters lowerLetters;

  capitalise = text: toUpper (substring 0 1 text) + substring 1 (-1) text;

  makeSearchPath =
    subdirectory: packages:
    concatMapStringsSep ":" (package: "${package}/${subdirectory}") (lib.remove null packages);

  fixedWidthString =
    width: filler: text:
    concatStrings (lib.replicate (lib.max 0 (width - stringLength text)) filler) + text;

  lines = splitString "\n";

  indentLines = prefix: text: concatMapStringsSep "\n" (line: if line == "" then line else prefix + line) (lines text);

  trim =
    text:
    let
      inner = builtins.match "[ \t\n]*(.*[^ \t\n])[ \t\n]*" text;
    in
    if inner == null then "" else elemAt inner 0;
}
