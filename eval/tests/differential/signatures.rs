//! What each builtin takes and gives: the table from which calls are generated.

use crate::types::{Special, Type};

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
];

const fn special(name: &'static str, texts: &'static [&'static str]) -> Special {
    Special { name, texts }
}

/// Builtins and their types. Those with several have several rows; forms of their own, beside or instead of a row, are
/// generated in `forms` and `failures`.
pub const SIGNATURES: &[(&str, &str)] = &[
    ("add", "int -> int -> int"),
    ("add", "float -> int -> float"),
    ("add", "int -> float -> float"),
    ("sub", "int -> int -> int"),
    ("sub", "float -> float -> float"),
    ("mul", "int -> int -> int"),
    ("mul", "int -> float -> float"),
    ("div", "int -> positive -> int"),
    ("div", "float -> positive -> float"),
    ("lessThan", "int -> int -> bool"),
    ("lessThan", "string -> string -> bool"),
    ("lessThan", "[int] -> [int] -> bool"),
    ("lessThan", "path -> path -> bool"),
    ("bitAnd", "int -> int -> int"),
    ("bitOr", "int -> int -> int"),
    ("bitXor", "int -> int -> int"),
    ("ceil", "float -> int"),
    ("floor", "float -> int"),
    ("attrNames", "{*: a} -> [string]"),
    ("attrValues", "{*: a} -> [a]"),
    ("getAttr", "'alpha' -> { alpha: a } -> a"),
    ("hasAttr", "name -> {*: a} -> bool"),
    ("unsafeGetAttrPos", "'beta' -> { beta: a } -> mixed"),
    ("removeAttrs", "{*: a} -> [name] -> {*: a}"),
    ("intersectAttrs", "{*: a} -> {*: b} -> {*: b}"),
    ("functionArgs", "({ alpha: a, beta: b } -> c) -> {*: bool}"),
    ("mapAttrs", "(string -> a -> b) -> {*: a} -> {*: b}"),
    ("listToAttrs", "[{ name: name, value: a }] -> {*: a}"),
    ("catAttrs", "'alpha' -> [{ alpha: a }] -> [a]"),
    ("catAttrs", "'alpha' -> [{*: a}] -> [a]"),
    ("zipAttrsWith", "(string -> [a] -> b) -> [{*: a}] -> {*: b}"),
    ("seq", "a -> b -> b"),
    ("deepSeq", "a -> b -> b"),
    ("tryEval", "a -> { success: bool, value: a }"),
    ("addErrorContext", "string -> a -> a"),
    ("break", "a -> a"),
    ("readFile", "file -> string"),
    ("readDir", "folder -> {*: string}"),
    ("readFileType", "place -> string"),
    ("pathExists", "place -> bool"),
    ("pathExists", "path -> bool"),
    ("all", "(a -> bool) -> [a] -> bool"),
    ("any", "(a -> bool) -> [a] -> bool"),
    ("filter", "(a -> bool) -> [a] -> [a]"),
    ("foldl'", "(a -> b -> a) -> a -> [b] -> a"),
    (
        "partition",
        "(a -> bool) -> [a] -> { right: [a], wrong: [a] }",
    ),
    ("groupBy", "(a -> string) -> [a] -> {*: [a]}"),
    ("concatMap", "(a -> [b]) -> [a] -> [b]"),
    ("hashString", "algorithm -> string -> string"),
    ("hashFile", "algorithm -> file -> string"),
    ("convertHash", "hash -> string"),
    ("toJSON", "a -> string"),
    ("fromJSON", "jsonint -> int"),
    ("fromJSON", "jsonfloat -> float"),
    ("fromJSON", "jsonstring -> string"),
    ("fromJSON", "jsonints -> [int]"),
    ("fromJSON", "jsonset -> {*: int}"),
    ("fromJSON", "json -> mixed"),
    ("length", "[a] -> int"),
    ("head", "[a] -> a"),
    ("tail", "[a] -> [a]"),
    ("elemAt", "[a] -> index -> a"),
    ("elem", "a -> [a] -> bool"),
    ("map", "(a -> b) -> [a] -> [b]"),
    ("genList", "(int -> a) -> small -> [a]"),
    ("concatLists", "[[a]] -> [a]"),
    ("trace", "string -> a -> a"),
    ("trace", "b -> a -> a"),
    ("traceVerbose", "string -> a -> a"),
    ("warn", "string -> a -> a"),
    ("toPath", "path -> string"),
    ("findFile", "searchpath -> searchname -> path"),
    ("getEnv", "variable -> string"),
    ("match", "regex -> string -> mixed"),
    ("split", "regex -> string -> [mixed]"),
    ("sort", "(a -> a -> bool) -> [a] -> [a]"),
    ("stringLength", "string -> int"),
    ("substring", "offset -> offset -> string -> string"),
    ("concatStringsSep", "string -> [string] -> string"),
    ("replaceStrings", "froms -> tos -> string -> string"),
    ("toString", "int -> string"),
    ("toString", "float -> string"),
    ("toString", "bool -> string"),
    ("toString", "null -> string"),
    ("toString", "path -> string"),
    ("toString", "[int] -> string"),
    ("toString", "[[bool]] -> string"),
    ("baseNameOf", "string -> string"),
    ("baseNameOf", "path -> string"),
    ("dirOf", "string -> string"),
    ("dirOf", "path -> path"),
    ("unsafeDiscardStringContext", "string -> string"),
    ("fromTOML", "tomlset -> {*: int}"),
    ("fromTOML", "toml -> mixed"),
    ("typeOf", "a -> string"),
    ("isAttrs", "a -> bool"),
    ("isBool", "a -> bool"),
    ("isFloat", "a -> bool"),
    ("isFunction", "a -> bool"),
    ("isInt", "a -> bool"),
    ("isList", "a -> bool"),
    ("isNull", "a -> bool"),
    ("isPath", "a -> bool"),
    ("isString", "a -> bool"),
    ("compareVersions", "version -> version -> int"),
    ("splitVersion", "version -> [string]"),
    (
        "parseDrvName",
        "version -> { name: string, version: string }",
    ),
    ("toXML", "a -> string"),
];

/// A builtin with one of its types.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The name as in `builtins.NAME`.
    pub name: &'static str,
    /// The parameters.
    pub parameters: Vec<Type>,
    /// The result of giving it all its arguments.
    pub result: Type,
}

/// The table, read.
pub fn read() -> Vec<Signature> {
    let row = |&(name, text): &(&'static str, &str)| {
        let mut parameters = Vec::new();
        let mut result = Type::parse(text, SPECIALS);
        while let Type::Function(parameter, rest) = result {
            parameters.push((*parameter).clone());
            result = (*rest).clone();
        }
        Signature {
            name,
            parameters,
            result,
        }
    };
    SIGNATURES.iter().map(row).collect()
}
