{ version ? "1" }: { pkgs = { flavour ? "plain" }: { hello = { suffix ? "!" }: "hello ${version} ${flavour}${suffix}"; }; }
