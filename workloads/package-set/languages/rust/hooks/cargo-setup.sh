cargoSetup() { mkdir -p .cargo; cat @defaultConfig@ >> .cargo/config; export CARGO_BUILD_TARGET=@rustTargetPlatform@; }
postUnpackHooks+=(cargoSetup)
