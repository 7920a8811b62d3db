# YAML parser and emitter in C.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libyaml";
  version = "0.2.5";

  src = fetchFromGitHub {
    owner = "yaml";
    repo = "libyaml";
    tag = "v${finalAttrs.version}";
    hash = "sha256-kMtbQmFvTQKk3L5hT4YxvYFCYZ1tgfi+Lls0uKwAzoo=";
  };

  nativeBuildInputs = [ autoreconfHook ];

  meta = {
    description = "YAML parser and emitter in C";
    homepage = "https://libyaml.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.unix;
  };
})
