# What single packages need beyond the table.
{ lib, pkgs }:
final: previous: {
  lxml = previous.lxml.overrideAttrs (old: {
    env = old.env or { } // { NIX_CFLAGS_COMPILE = "-I${lib.getDev pkgs.libxml2}/include/libxml2"; };
  });

  numpy = previous.numpy.overrideAttrs (
    finalAttrs: old: {
      siteConfiguration = pkgs.writeText "site.cfg" (
        lib.generators.toINI { } {
          openblas = {
            include_dirs = "${lib.getDev pkgs.zlib}/include";
            library_dirs = "${lib.getLib pkgs.zlib}/lib";
          };
        }
      );
      preBuild = "ln -s ${finalAttrs.siteConfiguration} site.cfg";
      passthru = old.passthru // { blas = pkgs.zlib; };
    }
  );

  psycopg2 = previous.psycopg2.overrideAttrs (old: {
    outputs = old.outputs ++ [ "doc" ];
    sphinxRoot = "doc/src";
    nativeBuildInputs = old.nativeBuildInputs ++ [ final.sphinx ];
  });

  pytest-lean = previous.pytest.override { doCheck = false; };

  django_4 = previous.django.overrideAttrs (finalAttrs: old: {
    version = "4.2.25";
    name = "${final.python.libPrefix}-django-${finalAttrs.version}";
    src = final.fetchPypi {
      pname = "django";
      inherit (finalAttrs) version;
      sha256 = "1a7v2wm0hn6xk7d2jbqgqxl9jzl6jv4vq3c5w7c4dmd8s5xrpl4j";
    };
  });
}
