# Version requirements as text and as predicates.
{ lib }:
let
  inherit (builtins) all compareVersions elemAt match splitVersion;

  part =
    version: index:
    let
      parts = splitVersion version;
      digits = if index < builtins.length parts then match "[0-9]+" (elemAt parts index) else null;
    in
    if digits == null then 0 else builtins.fromJSON (elemAt parts index);

  operators = {
    ">=" = bound: version: compareVersions version bound >= 0;
    "<=" = bound: version: compareVersions version bound <= 0;
    ">" = bound: version: compareVersions version bound > 0;
    "<" = bound: version: compareVersions version bound < 0;
    "!=" = bound: version: compareVersions version bound != 0;
    "=" = bound: version: compareVersions version bound == 0;
    "^" = bound: version: part version 0 == part bound 0 && compareVersions version bound >= 0;
    "~" =
      bound: version:
      part version 0 == part bound 0 && part version 1 >= part bound 1 && compareVersions version bound >= 0;
  };

  parseClause =
    text:
    let
      parsed = match "([<>=!^~]+) *([0-9][0-9a-zA-Z.-]*)" text;
    in
    if text == "*" then
      _: true
    else if parsed == null then
      throw "`${text}' is no version constraint"
    else
      operators.${elemAt parsed 0} (elemAt parsed 1);
in
{
  isPrerelease = version: match ".*(pre|rc|alpha|beta).*" version != null;

  parseRequirement =
    text:
    let
      fields = match "([a-z0-9-]+) (.+)" text;
      clauses = map parseClause (builtins.filter builtins.isString (builtins.split ", *" (elemAt fields 1)));
    in
    {
      name = elemAt fields 0;
      accepts = version: all (clause: clause version) clauses;
    };
}
