# Packages as a converter of their descriptions writes them, then as many made up as asked for.
{ lib, generatedCount }:
{ callPackage }:
let
  words = import ../words.nix { inherit lib; };

  # A function with the formals of what a made-up package depends on; such functions are written out in full for real ones.
  madeUp =
    index:
    let
      pname = words.nameOf (index + 7000);
      needs = map (other: words.nameOf (other + 7000)) (words.earlier 3 index);
    in
    {
      name = pname;
      value = callPackage (
        lib.setFunctionArgs (
          arguments:
          arguments.mkDerivation {
            inherit pname;
            version = words.versionOf index;
            sha256 = words.base32Of pname;
            libraryHaskellDepends = map (name: arguments.${name}) ([ "base" "text" ] ++ needs);
            testHaskellDepends = [ arguments.hspec ];
            description = "The package ${pname}";
            license = lib.licenses.bsd3;
          }
        ) (lib.genAttrs ([ "mkDerivation" "base" "text" "hspec" ] ++ needs) (_: false))
      ) { };
    };
in
builtins.listToAttrs (builtins.genList madeUp generatedCount)
// {
  "aeson" = callPackage (
    { mkDerivation, base, attoparsec, bytestring, containers, hashable, scientific, tagged, text, unordered-containers, vector, QuickCheck, tasty, lib }:
    mkDerivation {
      pname = "aeson";
      version = "2.2.3.0";
      sha256 = "1akbrh8iz47f0ai30yabg1n4vcf1fx0a9gzj45fx0si553s5r8ns";
      revision = "4";
      editedCabalFile = "0yw5kahz82kls4svn0qssckvx143k73h5nqg0z1d4s7ibqww4j3x";
      libraryHaskellDepends = [ base attoparsec bytestring containers hashable scientific tagged text unordered-containers vector ];
      testHaskellDepends = [ base QuickCheck tasty ];
      description = "Fast JSON parsing and encoding";
      license = lib.licenses.bsd3;
    }
  ) { };

  "attoparsec" = callPackage (
    { mkDerivation, base, bytestring, scientific, text, QuickCheck, tasty, lib }:
    mkDerivation {
      pname = "attoparsec";
      version = "0.14.4";
      sha256 = "0v4yjz4qi8bwhbyavqxlhsfb1iv07v10gxi64khmsmi4hvjpycrz";
      libraryHaskellDepends = [ base bytestring scientific text ];
      testHaskellDepends = [ base bytestring QuickCheck tasty text ];
      description = "Fast combinator parsing for bytestrings and text";
      license = lib.licenses.bsd3;
    }
  ) { };

  "conduit" = callPackage (
    { mkDerivation, base, bytestring, mono-traversable, resourcet, text, vector, hspec, QuickCheck, lib }:
    mkDerivation {
      pname = "conduit";
      version = "1.3.6.1";
      sha256 = "0s55ig18vxfjgxhfs5lwdd5s3pz8qyb95h2nn6ydyi29gmxsn7bp";
      libraryHaskellDepends = [ base bytestring mono-traversable resourcet text vector ];
      testHaskellDepends = [ base hspec QuickCheck ];
      description = "Streaming data processing library";
      license = lib.licenses.mit;
    }
  ) { };

  "hashable" = callPackage (
    { mkDerivation, base, bytestring, containers, text, lib }:
    mkDerivation {
      pname = "hashable";
      version = "1.5.0.0";
      sha256 = "1m7k7gxp4k1pjjrmnk2ll7xhi3c7y3lbp6ysr2ir7qdgsnvc1ykr";
      libraryHaskellDepends = [ base bytestring containers text ];
      cabalFlags = { arch-native = false; random-initial-seed = false; };
      description = "A class for types that can be converted to a hash value";
      license = lib.licenses.bsd3;
    }
  ) { };

  "hspec" = callPackage (
    { mkDerivation, base, QuickCheck, hspec-core, lib }:
    mkDerivation {
      pname = "hspec";
      version = "2.11.14";
      sha256 = "159d42y5nb3yz6wcs7n9yvvw0lmwz4d3ji0vml0kp6f3bfi1r9vr";
      libraryHaskellDepends = [ base QuickCheck hspec-core ];
      description = "A testing framework";
      license = lib.licenses.mit;
    }
  ) { };

  "hspec-core" = callPackage (
    { mkDerivation, base, QuickCheck, containers, lib }:
    mkDerivation {
      pname = "hspec-core";
      version = "2.11.14";
      sha256 = "0d4cbd1mgvxw8zmz6q2hwdmlvvd2dncfsd1v3pifsf4rpgzc4vxv";
      libraryHaskellDepends = [ base QuickCheck containers ];
      description = "The core of a testing framework";
      license = lib.licenses.mit;
    }
  ) { };

  "mono-traversable" = callPackage (
    { mkDerivation, base, bytestring, containers, hashable, text, unordered-containers, vector, lib }:
    mkDerivation {
      pname = "mono-traversable";
      version = "1.0.21.0";
      sha256 = "1rr3aysqqay8wnqwjs60fnwzkyxnhcp5v87aqhvsbzsjrzr7bwyi";
      libraryHaskellDepends = [ base bytestring containers hashable text unordered-containers vector ];
      description = "Type classes for mapping, folding, and traversing";
      license = lib.licenses.mit;
    }
  ) { };

  "network" = callPackage (
    { mkDerivation, base, bytestring, hspec, lib }:
    mkDerivation {
      pname = "network";
      version = "3.2.8.0";
      sha256 = "0ss1ndcf2ncqfsfxk3fzlr6rvnq4g5w5zsl5h75fyyx1y3aamkqn";
      libraryHaskellDepends = [ base bytestring ];
      testHaskellDepends = [ hspec ];
      description = "Low-level networking interface";
      license = lib.licenses.bsd3;
    }
  ) { };

  "pandoc" = callPackage (
    { mkDerivation, base, aeson, attoparsec, bytestring, conduit, containers, network, scientific, skylighting, text, zlib, hspec, lib }:
    mkDerivation {
      pname = "pandoc";
      version = "3.7.0.2";
      sha256 = "0lpdk6nd2cwjgmdf7ccy9bpv9cnw24nrvjvkbvyz8vfdmp57s25s";
      isLibrary = true;
      isExecutable = true;
      libraryHaskellDepends = [ base aeson attoparsec bytestring conduit containers network scientific skylighting text zlib ];
      executableHaskellDepends = [ base ];
      testHaskellDepends = [ hspec ];
      description = "Conversion between markup formats";
      license = lib.licenses.gpl2Plus;
      mainProgram = "pandoc";
    }
  ) { };

  "primitive" = callPackage (
    { mkDerivation, base, lib }:
    mkDerivation {
      pname = "primitive";
      version = "0.9.1.0";
      sha256 = "1qxnvpcvpa6lm4dwcvrm0a7rqi2ilk5yzwzrhcnx8yhqm66zy3w6";
      libraryHaskellDepends = [ base ];
      description = "Primitive memory-related operations";
      license = lib.licenses.bsd3;
    }
  ) { };

  "QuickCheck" = callPackage (
    { mkDerivation, base, containers, splitmix, lib }:
    mkDerivation {
      pname = "QuickCheck";
      version = "2.15.0.1";
      sha256 = "0cp5hb9hzrqfpywnxmgcl2sy9r7v2kzkcyiyxgr8pl6ih2yxzjpq";
      libraryHaskellDepends = [ base containers splitmix ];
      description = "Automatic testing";
      license = lib.licenses.bsd3;
    }
  ) { };

  "resourcet" = callPackage (
    { mkDerivation, base, containers, primitive, hspec, lib }:
    mkDerivation {
      pname = "resourcet";
      version = "1.3.0";
      sha256 = "0flfgbwl6fbwwhw6l8cpz1k5zv3h5hwpvlqj0lkg9wcjvfw8a6qp";
      libraryHaskellDepends = [ base containers primitive ];
      testHaskellDepends = [ hspec ];
      description = "Deterministic allocation and freeing of scarce resources";
      license = lib.licenses.bsd3;
    }
  ) { };

  "scientific" = callPackage (
    { mkDerivation, base, bytestring, containers, hashable, primitive, text, lib }:
    mkDerivation {
      pname = "scientific";
      version = "0.3.8.0";
      sha256 = "1snbg25sqxwdbl1kvv2hswlzk7y31cq53d4qq1xdwngh3s8ckwx0";
      libraryHaskellDepends = [ base bytestring containers hashable primitive text ];
      description = "Numbers represented using scientific notation";
      license = lib.licenses.bsd3;
    }
  ) { };

  "skylighting" = callPackage (
    { mkDerivation, base, aeson, attoparsec, containers, text, lib }:
    mkDerivation {
      pname = "skylighting";
      version = "0.14.7";
      sha256 = "1xk2nghq3jyszdp1qbp6nbnmk1p17wl7x0pkc4l3hbdvxl1cfdsq";
      configureFlags = [ "-fexecutable" ];
      isLibrary = true;
      isExecutable = true;
      libraryHaskellDepends = [ base aeson attoparsec containers text ];
      description = "Syntax highlighting library";
      license = lib.licenses.gpl2Plus;
      mainProgram = "skylighting";
    }
  ) { };

  "splitmix" = callPackage (
    { mkDerivation, base, lib }:
    mkDerivation {
      pname = "splitmix";
      version = "0.1.3.1";
      sha256 = "0w32z3rhsnijb9s5k6h60rhbzgzkw8xq1glfbjbl1znlkgbx1g5n";
      libraryHaskellDepends = [ base ];
      description = "Fast splittable random numbers";
      license = lib.licenses.bsd3;
    }
  ) { };

  "tagged" = callPackage (
    { mkDerivation, base, lib }:
    mkDerivation {
      pname = "tagged";
      version = "0.8.9";
      sha256 = "1miqq0skj8r5bgcqi1wyvixckjbpc8ykjibxlvh6q7qaq2xw3hjj";
      libraryHaskellDepends = [ base ];
      description = "Phantom types that carry data";
      license = lib.licenses.bsd3;
    }
  ) { };

  "tasty" = callPackage (
    { mkDerivation, base, containers, tagged, lib }:
    mkDerivation {
      pname = "tasty";
      version = "1.5.3";
      sha256 = "1xjlmgsww34asjl9rcwbziw5l4qqbvi5l4b7qvzf4dc7hqkpq1rs";
      libraryHaskellDepends = [ base containers tagged ];
      description = "Modern and extensible testing framework";
      license = lib.licenses.mit;
    }
  ) { };

  "unordered-containers" = callPackage (
    { mkDerivation, base, hashable, lib }:
    mkDerivation {
      pname = "unordered-containers";
      version = "0.2.20";
      sha256 = "07npcnrwr2fkl75nyrf1j7m0ggkdhfgqzhbc7sm8d4x8sp2ndbgr";
      revision = "3";
      editedCabalFile = "1h04dmdd5jh75pqrg7f6n4lc3kv4lzvnzv3ii9w9p1q4gzf7jwrb";
      libraryHaskellDepends = [ base hashable ];
      description = "Efficient hashing-based container types";
      license = lib.licenses.bsd3;
    }
  ) { };

  "vector" = callPackage (
    { mkDerivation, base, primitive, lib }:
    mkDerivation {
      pname = "vector";
      version = "0.13.2.0";
      sha256 = "1cd0ndbwkzjmyy8pbqz9ck1psp25x9iizhrkxzplqlqx2dlnwp09";
      libraryHaskellDepends = [ base primitive ];
      cabalFlags.boundschecks = true;
      description = "Efficient arrays";
      license = lib.licenses.bsd3;
    }
  ) { };

  "wrong-license" = callPackage (
    { mkDerivation, base, lib }:
    mkDerivation {
      pname = "wrong-license";
      version = "0.1";
      sha256 = "1cd0ndbwkzjmyy8pbqz9ck1psp25x9iizhrkxzplqlqx2dlnwp09";
      libraryHaskellDepends = [ base ];
      license = lib.licenses.unfree;
    }
  ) { };

  "zlib" = callPackage (
    { mkDerivation, base, bytestring, zlib, lib }:
    mkDerivation {
      pname = "zlib";
      version = "0.7.1.1";
      sha256 = "0xjyvqrvvcf2fhzxdsbhqxv7c3rnxq73qfsylfp0g9gjsl6cbr8r";
      libraryHaskellDepends = [ base bytestring ];
      librarySystemDepends = [ zlib ];
      description = "Compression and decompression in the gzip and zlib formats";
      license = lib.licenses.bsd3;
    }
  ) { };
}
