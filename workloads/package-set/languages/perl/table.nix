# Modules by the name of their attribute, with those they need at run time and for their tests.
{ lib }:
{
  AlienBuild = { name = "Alien-Build"; version = "2.84"; author = "PLICEASE"; needs = [ "CaptureTiny" "FFICheckLib" "FileWhich" "PathTiny" ]; native = [ "pkg-config" ]; };
  CaptureTiny = { name = "Capture-Tiny"; version = "0.50"; author = "DAGOLDEN"; license = lib.licenses.asl20; };
  CGI = { name = "CGI"; version = "4.71"; author = "LEEJO"; needs = [ "HTMLParser" ]; tests = [ "TestDeep" "TestWarn" ]; };
  DBI = { name = "DBI"; version = "1.647"; author = "HMBRAND"; more = { env.NIX_CFLAGS_COMPILE = "-Wno-error=incompatible-pointer-types"; postInstall = "moveToOutput bin \"$devdoc\""; }; };
  DBDSQLite = { name = "DBD-SQLite"; version = "1.76"; author = "ISHIGAKI"; needs = [ "DBI" ]; native = [ "sqlite" ]; more.makeMakerFlags = [ "SQLITE_INC=." ]; };
  DBDPg = { name = "DBD-Pg"; version = "3.18.0"; author = "TURNSTEP"; needs = [ "DBI" ]; native = [ "postgresql" ]; };
  DateTime = { name = "DateTime"; version = "1.66"; author = "DROLSKY"; needs = [ "DateTimeLocale" "ParamsValidationCompiler" "TryTiny" ]; tests = [ "TestFatal" "TestWarnings" ]; license = lib.licenses.artistic1; };
  DateTimeLocale = { name = "DateTime-Locale"; version = "1.45"; author = "DROLSKY"; needs = [ "ParamsValidationCompiler" ]; tests = [ "TestFatal" ]; };
  EncodeLocale = { name = "Encode-Locale"; version = "1.05"; author = "GAAS"; };
  ExceptionClass = { name = "Exception-Class"; version = "1.45"; author = "DROLSKY"; };
  FFICheckLib = { name = "FFI-CheckLib"; version = "0.31"; author = "PLICEASE"; needs = [ "FileWhich" ]; };
  FileListing = { name = "File-Listing"; version = "6.16"; author = "PLICEASE"; needs = [ "HTTPDate" ]; };
  FileWhich = { name = "File-Which"; version = "1.27"; author = "PLICEASE"; };
  HTMLParser = { name = "HTML-Parser"; version = "3.83"; author = "OALDERS"; needs = [ "HTMLTagset" "HTTPMessage" ]; };
  HTMLTagset = { name = "HTML-Tagset"; version = "3.24"; author = "PETDANCE"; license = lib.licenses.artistic1; };
  HTTPDate = { name = "HTTP-Date"; version = "6.06"; author = "OALDERS"; needs = [ "TimeDate" ]; };
  HTTPMessage = { name = "HTTP-Message"; version = "7.01"; author = "OALDERS"; needs = [ "EncodeLocale" "HTTPDate" "IOHTML" "LWPMediaTypes" "URI" ]; tests = [ "TryTiny" ]; };
  IOHTML = { name = "IO-HTML"; version = "1.004"; author = "CJM"; };
  JSON = { name = "JSON"; version = "4.10"; author = "ISHIGAKI"; };
  JSONXS = { name = "JSON-XS"; version = "4.04"; author = "MLEHMANN"; needs = [ "TypesSerialiser" ]; };
  LWP = { name = "libwww-perl"; version = "6.80"; author = "OALDERS"; needs = [ "FileListing" "HTMLParser" "HTTPMessage" "TryTiny" ]; tests = [ "TestFatal" ]; more = { preCheck = "export NO_NETWORK_TESTING=1"; }; };
  LWPMediaTypes = { name = "LWP-MediaTypes"; version = "6.04"; author = "OALDERS"; tests = [ "TestFatal" ]; };
  ModuleBuild = { name = "Module-Build"; version = "0.4234"; author = "LEONT"; };
  Moose = { name = "Moose"; version = "2.4000"; author = "ETHER"; needs = [ "TryTiny" "ModuleRuntime" ]; tests = [ "TestFatal" ]; };
  ModuleRuntime = { name = "Module-Runtime"; version = "0.018"; author = "HAARG"; module = true; };
  NetSSLeay = { name = "Net-SSLeay"; version = "1.94"; author = "CHRISN"; native = [ "openssl" "zlib" ]; more = { doCheck = false; OPENSSL_PREFIX = placeholder "out"; }; };
  ParamsValidationCompiler = { name = "Params-ValidationCompiler"; version = "0.31"; author = "DROLSKY"; needs = [ "ExceptionClass" ]; };
  PathTiny = { name = "Path-Tiny"; version = "0.150"; author = "DAGOLDEN"; license = lib.licenses.asl20; };
  TestDeep = { name = "Test-Deep"; version = "1.205"; author = "RJBS"; };
  TestFatal = { name = "Test-Fatal"; version = "0.017"; author = "RJBS"; needs = [ "TryTiny" ]; };
  TestWarn = { name = "Test-Warn"; version = "0.37"; author = "BIGJ"; };
  TestWarnings = { name = "Test-Warnings"; version = "0.038"; author = "ETHER"; needs = [ "URI" ]; };
  TimeDate = { name = "TimeDate"; version = "2.33"; author = "ATOOMIC"; };
  TryTiny = { name = "Try-Tiny"; version = "0.32"; author = "ETHER"; license = lib.licenses.mit; };
  TypesSerialiser = { name = "Types-Serialiser"; version = "1.01"; author = "MLEHMANN"; };
  URI = { name = "URI"; version = "5.34"; author = "OALDERS"; };
  XMLParser = { name = "XML-Parser"; version = "2.47"; author = "TODDR"; needs = [ "LWP" ]; native = [ "expat" ]; };
}
