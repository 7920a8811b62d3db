//! Types of which only certain texts are values: regular expressions, versions, files that are there.

use crate::types::Special;

/// Types of which only certain texts are values; most are good, a few are not.
pub const SPECIALS: &[Special] = &[
    special("small", &["0", "1", "2", "3", "4", "5", "6"]),
    special("index", &["0", "0", "0", "1", "1", "2"]),
    special("offset", &["0", "1", "2", "3", "(-1)", "100"]),
    special("positive", &["1", "2", "3", "5", "7", "0"]),
    special(
        "name",
        &[
            "\"alpha\"",
            "\"beta\"",
            "\"gamma\"",
            "\"total\"",
            "\"value\"",
            "\"items\"",
            "\"two words\"",
        ],
    ),
    special(
        "regex",
        &[
            "\"(a+)b*\"",
            "\"[a-z]*\"",
            "\"([0-9]+)|(x)\"",
            "\" \"",
            "\"(.)(.)?\"",
            "\"a|(b)c?\"",
            "\"[[:upper:]]+\"",
            "\".*\"",
            "\"([a-z]+)-([0-9.]+)\"",
            "\"(\"",
            "\"a{1,2}\"",
        ],
    ),
    special(
        "version",
        &[
            "\"1.2.3\"",
            "\"2.0pre1\"",
            "\"hello-1.0\"",
            "\"1.10\"",
            "\"\"",
            "\"a-b-2\"",
            "\"1.2-rc3\"",
            "\"2..x\"",
        ],
    ),
    special(
        "algorithm",
        &[
            "\"md5\"",
            "\"sha1\"",
            "\"sha256\"",
            "\"sha512\"",
            "\"sha3\"",
        ],
    ),
    special(
        "hash",
        &[
            "{ hash = \"900150983cd24fb0d6963f7d28e17f72\"; hashAlgo = \"md5\"; toHashFormat = \"nix32\"; }",
            "{ hash = \"sha1-qZk+NkcGgWq6PiVxeFDCbJzQ2J0=\"; toHashFormat = \"base16\"; }",
            "{ hash = \"a9993e364706816aba3e25717850c26c9cd0d89d\"; hashAlgo = \"sha1\"; toHashFormat = \"sri\"; }",
            "{ hash = \"a999\"; hashAlgo = \"sha1\"; toHashFormat = \"base64\"; }",
            "{ hash = \"a999\"; }",
        ],
    ),
    special(
        "jsonint",
        &[
            "\"12\"",
            "\"-3\"",
            "\"0\"",
            "\" 7 \"",
            "\"9223372036854775808\"",
        ],
    ),
    special("jsonfloat", &["\"1.5\"", "\"-2e3\"", "\"1e-7\""]),
    special(
        "jsonstring",
        &["''\"text\"''", "''\"a\\u00e9\\n\"''", "''\"''"],
    ),
    special(
        "jsonints",
        &["\"[1, 2, 3]\"", "\"[]\"", "\"[-1]\"", "\"[1,\""],
    ),
    special(
        "jsonset",
        &[
            "''{\"alpha\": 1, \"beta\": 2}''",
            "\"{}\"",
            "''{\"b\": 1, \"a\": 2, \"b\": 3}''",
        ],
    ),
    special(
        "json",
        &[
            "''{\"alpha\": [1, 2.5, null, true], \"beta\": {\"x\": \"y\"}}''",
            "\"[null, [[], {}]]\"",
            "\"nul\"",
            "\"\"",
            "\"{\"",
        ],
    ),
    special(
        "tomlset",
        &[
            "\"alpha = 1\\nbeta = 2\"",
            "\"\"",
            "\"a.b = 1\"",
            "\"x = \"",
            "\"a = 1\\na = 2\"",
        ],
    ),
    special(
        "toml",
        &[
            "''alpha = [1, 2.5, \"x\"]\n[gamma]\nd = true''",
            "''[[list]]\na = 1\n[[list]]\nb.c = -7''",
        ],
    ),
    special(
        "file",
        &[
            "./fixture/text.txt",
            "./fixture/number.nix",
            "./fixture/empty.txt",
            "./fixture/missing.txt",
        ],
    ),
    special(
        "folder",
        &["./fixture", "./fixture/folder", "./fixture/missing"],
    ),
    special(
        "place",
        &[
            "./fixture",
            "./fixture/text.txt",
            "./fixture/missing",
            "./.",
            "/",
        ],
    ),
    special(
        "searchpath",
        &[
            "[ { path = ./fixture; prefix = \"\"; } ]",
            "[ { path = ./fixture/folder; prefix = \"fix\"; } { path = ./fixture; prefix = \"fix\"; } ]",
        ],
    ),
    special(
        "searchname",
        &["\"text.txt\"", "\"fix/text.txt\"", "\"fix\"", "\"missing\""],
    ),
    special("variable", &["\"FRAMELAB_NO_SUCH_VARIABLE\"", "\"\""]),
    special(
        "froms",
        &["[ \"a\" \"b\" ]", "[ \"\" \"x\" ]", "[ \"al\" \"a\" ]"],
    ),
    special(
        "tos",
        &[
            "[ \"1\" \"2\" ]",
            "[ \"b\" \"a\" ]",
            "[ \"\" (throw \"not needed\") ]",
            "[ \"only one\" ]",
        ],
    ),
    special(
        "output",
        &[
            "\"out\"",
            "\"dev\"",
            "\"lib\"",
            "\"\"",
            "\"drvPath\"",
            "\"a.b\"",
        ],
    ),
    special(
        "filename",
        &[
            "\"file\"",
            "\"text.txt\"",
            "\"a-1.2+b?c=_.\"",
            "\"builder.sh\"",
            "\"x.drv\"",
            "\"two words\"",
            "\"\"",
            "\".hidden\"",
            "\"a/b\"",
        ],
    ),
    special(
        "context",
        &[
            "{ \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\" = { path = true; }; }",
            "{ \"/nix/store/y0sqd2iqrjw3q6p6hjv7ckhr2fp4k6cd-pkg.drv\" = { outputs = [ \"out\" \"dev\" ]; }; }",
            "{ \"/nix/store/y0sqd2iqrjw3q6p6hjv7ckhr2fp4k6cd-pkg.drv\" = { allOutputs = true; path = true; }; }",
            "{ }",
            "{ \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\" = { outputs = [ \"out\" ]; }; }",
            "{ \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\" = { allOutputs = true; }; }",
            "{ \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\" = { path = 1; }; }",
            "{ \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\" = { }; }",
            "{ \"/tmp/text\" = { path = true; }; }",
            "{ alpha = 1; }",
        ],
    ),
    special(
        "derivationfile",
        &[
            "(derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; }).drvPath",
            "(derivation { name = \"many\"; system = \"any\"; builder = \"b\"; outputs = [ \"out\" \"dev\" ]; }).drvPath",
            "(builtins.unsafeDiscardOutputDependency (derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; }).drvPath)",
            "\"/nix/store/y0sqd2iqrjw3q6p6hjv7ckhr2fp4k6cd-pkg.drv\"",
            "(derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; }).outPath",
        ],
    ),
    special(
        "storepath",
        &[
            "\"${./fixture}/text.txt\"",
            "\"${./fixture/text.txt}\"",
            "(builtins.toFile \"file\" \"text\")",
            "(builtins.toFile \"file\" \"text\" + \"/below/it\")",
            "(derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; })",
            "\"/nix/store/short-text\"",
            "\"/nix/store\"",
            "./fixture/text.txt",
            "\"relative\"",
        ],
    ),
    special(
        "source",
        &[
            "{ path = ./fixture/text.txt; }",
            "{ path = ./fixture; name = \"named\"; filter = path: type: type == \"directory\" || baseNameOf path == \"text.txt\"; }",
            "{ path = ./fixture/folder; filter = path: type: builtins.trace \"${baseNameOf path} is ${type}\" true; }",
            "{ path = ./fixture/text.txt; recursive = false; name = \"flat\"; }",
            "{ path = ./fixture/empty.txt; recursive = false; sha256 = \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\"; }",
            "{ path = \"${./fixture/text.txt}\"; }",
            "{ path = ./fixture/folder; sha256 = \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\"; }",
            "{ path = ./fixture/folder; recursive = false; }",
            "{ path = ./fixture/folder; filter = path: type: path; }",
            "{ path = ./fixture/text.txt; name = \"bad name\"; }",
            "{ path = ./fixture/text.txt; other = 1; }",
            "{ path = ./fixture/missing; }",
            "{ name = \"text\"; }",
        ],
    ),
    special(
        "flakeref",
        &[
            "\"github:owner/repo\"",
            "\"github:owner/repo/branch?dir=sub\"",
            "\"gitlab:owner/repo/0123456789abcdef0123456789abcdef01234567\"",
            "\"git+https://example.org/repo?ref=main&shallow=1\"",
            "\"git+file:///alpha/beta\"",
            "\"path:/alpha/beta?lastModified=12\"",
            "\"/alpha/beta\"",
            "\"tarball+https://example.org/x.tar.gz\"",
            "\"https://example.org/x.tar.gz?dir=a\"",
            "\"flake:name\"",
            "\"name/ref\"",
            "\"github:owner\"",
            "\"./relative\"",
            "\"two words\"",
            "\"\"",
        ],
    ),
    special(
        "flakeattributes",
        &[
            "{ type = \"github\"; owner = \"o\"; repo = \"r\"; }",
            "{ type = \"github\"; owner = \"o\"; repo = \"r\"; ref = \"main\"; dir = \"sub\"; }",
            "{ type = \"git\"; url = \"https://example.org/repo\"; ref = \"main\"; shallow = true; }",
            "{ type = \"path\"; path = \"/alpha/beta\"; lastModified = 12; }",
            "{ type = \"indirect\"; id = \"name\"; }",
            "{ type = \"tarball\"; url = \"https://example.org/x.tar.gz\"; }",
            "(builtins.parseFlakeRef \"github:owner/repo?dir=x\")",
            "{ type = \"github\"; owner = \"o\"; }",
            "{ type = \"strange\"; }",
            "{ type = \"path\"; path = 1.5; }",
            "{ }",
        ],
    ),
    special(
        "noflake",
        &["\"two words\"", "\"github:owner\"", "\"strange:x\"", "\"\""],
    ),
    special(
        "download",
        &[
            "\"file://${toString ./fixture/text.txt}\"",
            "{ url = \"file://${toString ./fixture/text.txt}\"; name = \"named\"; }",
            "\"https://example.org/x\"",
            "{ url = \"https://example.org/x\"; sha256 = \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\"; }",
            "{ url = \"https://example.org/x\"; sha256 = \"\"; name = \"bad name\"; }",
            "{ url = \"https://example.org/x\"; sha256 = \"0mdq\"; }",
            "{ url = 1; }",
            "{ sha256 = \"\"; }",
            "{ url = \"https://example.org/x\"; other = 1; }",
        ],
    ),
    special(
        "archive",
        &[
            "\"https://example.org/x\"",
            "{ url = \"https://example.org/x\"; sha256 = \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\"; }",
            "{ url = \"https://example.org/x\"; name = \"bad name\"; }",
            "{ url = 1; }",
            "{ sha256 = \"\"; }",
        ],
    ),
    special(
        "input",
        &[
            "{ type = \"path\"; path = \"/alpha/beta\"; }",
            "{ type = \"git\"; url = \"https://example.org/repo\"; }",
            "\"github:owner/repo\"",
            "./fixture",
            "{ url = \"https://example.org/repo\"; rev = \"0123\"; }",
            "{ type = \"strange\"; }",
            "{ url = 1; }",
            "{ }",
        ],
    ),
    special(
        "closure",
        &[
            "{ fromStore = \"https://example.org\"; fromPath = \"/nix/store/5zyy3hmjmdfjb9p2fsw5sbcrjxwx4ark-text\"; other = 1; }",
            "{ fromStore = 1; }",
            "{ fromPath = \"/tmp/x\"; }",
            "{ }",
        ],
    ),
];

const fn special(name: &'static str, texts: &'static [&'static str]) -> Special {
    Special { name, texts }
}
