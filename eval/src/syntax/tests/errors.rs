//! Errors: the message and the place are those of C++ Nix 2.34.

use super::parse_error;
use std::fmt::Write as _;

/// A source that is refused, the message, and the line and column of the error.
type Case = (&'static str, &'static str, u32, u32);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("1;", "syntax error, unexpected ';', expecting end of file", 1, 2),
    ("a b;", "syntax error, unexpected ';', expecting end of file", 1, 4),
    ("{", "syntax error, unexpected end of file, expecting 'inherit'", 1, 2),
    ("{ a", "syntax error, unexpected end of file, expecting '.' or '='", 1, 4),
    ("{ a =", "syntax error, unexpected end of file", 1, 6),
    ("{ a = 1", "syntax error, unexpected end of file, expecting ';'", 1, 8),
    ("{ a = 1; b", "syntax error, unexpected end of file, expecting '.' or '='", 1, 11),
    ("[ 1", "syntax error, unexpected end of file", 1, 4),
    ("[ 1 ;", "syntax error, unexpected ';'", 1, 5),
    ("( 1", "syntax error, unexpected end of file, expecting ')'", 1, 4),
    ("( 1 ]", "syntax error, unexpected ']', expecting ')'", 1, 5),
    ("( 1 ;", "syntax error, unexpected ';', expecting ')'", 1, 5),
    ("let", "syntax error, unexpected end of file, expecting 'in' or 'inherit'", 1, 4),
    ("let a", "syntax error, unexpected end of file, expecting '.' or '='", 1, 6),
    ("let a = 1; ", "syntax error, unexpected end of file, expecting 'in' or 'inherit'", 1, 12),
    ("let a = 1; in", "syntax error, unexpected end of file", 1, 14),
    ("if", "syntax error, unexpected end of file", 1, 3),
    ("if 1", "syntax error, unexpected end of file, expecting 'then'", 1, 5),
    ("if 1 then 2", "syntax error, unexpected end of file, expecting 'else'", 1, 12),
    ("with a", "syntax error, unexpected end of file, expecting ';'", 1, 7),
    ("assert 1", "syntax error, unexpected end of file, expecting ';'", 1, 9),
    ("1 + ;", "syntax error, unexpected ';'", 1, 5),
    ("1 < 2 < 3", "syntax error, unexpected '<'", 1, 7),
    ("1 == 2 == 3", "syntax error, unexpected '=='", 1, 8),
    ("\"abc", "syntax error, unexpected end of file, expecting '\"'", 1, 5),
    ("\"abc ${1", "syntax error, unexpected end of file, expecting '}'", 1, 9),
    ("''abc", "syntax error, unexpected end of file, expecting indented string or '${' or end of an indented string", 1, 6),
    ("/* abc", "syntax error, unexpected '/'", 1, 1),
    ("&", "syntax error, unexpected invalid token", 1, 1),
    ("a & b", "syntax error, unexpected invalid token, expecting end of file", 1, 3),
    ("%", "syntax error, unexpected invalid token", 1, 1),
    ("^", "syntax error, unexpected invalid token", 1, 1),
    ("`", "syntax error, unexpected invalid token", 1, 1),
    ("a $ b", "syntax error, unexpected invalid token, expecting end of file", 1, 3),
    ("f x: x", "syntax error, unexpected ':', expecting end of file", 1, 4),
    ("[ x: x ]", "syntax error, unexpected ':'", 1, 4),
    ("1 + x: x", "syntax error, unexpected ':', expecting end of file", 1, 6),
    ("{ a, a }: 1", "duplicate formal function argument 'a'", 1, 6),
    ("{ , }: 1", "syntax error, unexpected ',', expecting 'inherit'", 1, 3),
    ("{ a, ..., b }: 1", "syntax error, unexpected ',', expecting '}'", 1, 9),
    ("{ ... , }: 1", "syntax error, unexpected ',', expecting '}'", 1, 7),
    ("{ a ? }: 1", "syntax error, unexpected '}'", 1, 7),
    ("{ a, b }", "syntax error, unexpected end of file, expecting ':' or '@'", 1, 9),
    ("{ a, b }@", "syntax error, unexpected end of file, expecting identifier", 1, 10),
    ("x@{ a", "syntax error, unexpected end of file, expecting '}' or ','", 1, 6),
    ("x@", "syntax error, unexpected end of file, expecting '{'", 1, 3),
    ("x@{ x }: 1", "duplicate formal function argument 'x'", 1, 1),
    ("{ a }@a: 1", "duplicate formal function argument 'a'", 1, 1),
    ("{ a, b, a }@x: 1", "duplicate formal function argument 'a'", 1, 9),
    ("{ or }: 1", "syntax error, unexpected '}', expecting '.' or '='", 1, 6),
    ("or: 1", "syntax error, unexpected 'or'", 1, 1),
    ("or", "syntax error, unexpected 'or'", 1, 1),
    ("let or = 1; in or", "syntax error, unexpected 'or'", 1, 16),
    (".a", "syntax error, unexpected '.'", 1, 1),
    ("a.", "syntax error, unexpected end of file, expecting identifier or 'or' or '${' or '\"'", 1, 3),
    ("a..b", "syntax error, unexpected '.', expecting identifier or 'or' or '${' or '\"'", 1, 3),
    ("{ inherit ${a}; }", "dynamic attributes not allowed in inherit", 1, 11),
    ("{ inherit \"${a}\"; }", "dynamic attributes not allowed in inherit", 1, 11),
    ("{ inherit (a) ${b}; }", "dynamic attributes not allowed in inherit", 1, 15),
    ("let ${a} = 1; in 1", "dynamic attributes not allowed in let", 1, 1),
    ("let \"${a}\" = 1; in 1", "dynamic attributes not allowed in let", 1, 1),
    ("let a = 1; a = 2; in a", "attribute 'a' already defined at «string»:1:5", 1, 12),
    ("{ a = 1; a = 2; }", "attribute 'a' already defined at «string»:1:3", 1, 10),
    ("{ a.b = 1; a.b = 2; }", "attribute 'a.b' already defined at «string»:1:3", 1, 12),
    ("{ a.b = 1; a = 2; }", "attribute 'a' already defined at «string»:1:3", 1, 12),
    ("{ a = 1; a.b = 2; }", "attribute 'a' already defined at «string»:1:3", 1, 10),
    ("{ inherit a; a = 1; }", "attribute 'a' already defined at «string»:1:11", 1, 14),
    ("{ a = 1; inherit a; }", "attribute 'a' already defined at «string»:1:3", 1, 18),
    ("{ inherit (a) b; b = 1; }", "attribute 'b' already defined at «string»:1:15", 1, 18),
    ("99999999999999999999", "invalid integer '99999999999999999999'", 1, 1),
    ("9223372036854775808", "invalid integer '9223372036854775808'", 1, 1),
    ("1.7e9999", "invalid float '1.7e9999'", 1, 1),
    ("0.", "syntax error, unexpected end of file, expecting identifier or 'or' or '${' or '\"'", 1, 3),
    ("1 |> f", "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it", 1, 3),
    ("f <| 1", "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it", 1, 3),
    ("a |> b <| c", "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it", 1, 3),
    ("<nixpkgs", "syntax error, unexpected '<'", 1, 1),
    ("<a/>", "syntax error, unexpected '<'", 1, 1),
    ("./a/", "path has a trailing slash", 1, 1),
    ("./a//b", "syntax error, unexpected end of path, expecting '${'", 1, 1),
    ("/", "syntax error, unexpected '/'", 1, 1),
    ("/a/", "path has a trailing slash", 1, 1),
    ("http_a://foo", "syntax error, unexpected '//'", 1, 8),
    ("let { body = 1; body = 2;}", "attribute 'body' already defined at «string»:1:7", 1, 17),
    ("rec", "syntax error, unexpected end of file, expecting '{'", 1, 4),
    ("rec {", "syntax error, unexpected end of file, expecting 'inherit' or '}'", 1, 6),
    ("rec 1", "syntax error, unexpected integer, expecting '{'", 1, 5),
    ("inherit", "syntax error, unexpected 'inherit'", 1, 1),
    ("then", "syntax error, unexpected 'then'", 1, 1),
    ("in", "syntax error, unexpected 'in'", 1, 1),
    ("=", "syntax error, unexpected '='", 1, 1),
    ("==", "syntax error, unexpected '=='", 1, 1),
    ("=>", "syntax error, unexpected '='", 1, 1),
    ("a => b", "syntax error, unexpected '=', expecting end of file", 1, 3),
    ("{ a := 1; }", "syntax error, unexpected ':', expecting '.' or '='", 1, 5),
    ("{ 1 = 1; }", "syntax error, unexpected integer, expecting 'inherit'", 1, 3),
    ("{ a b = 1; }", "syntax error, unexpected identifier, expecting '.' or '='", 1, 5),
    ("{ a.''b'' = 1; }", "syntax error, unexpected start of an indented string, expecting identifier or 'or' or '${' or '\"'", 1, 5),
    ("{}.''a''", "syntax error, unexpected start of an indented string, expecting identifier or 'or' or '${' or '\"'", 1, 4),
    ("{ ''a'' = 1; }", "syntax error, unexpected start of an indented string, expecting 'inherit'", 1, 3),
    (" { a = 1; ${\"a\"} = 2; }", "attribute 'a' already defined at «string»:1:4", 1, 11),
    (" 1 |> f", "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it", 1, 4),
    (" { a.b.c = 1; a.b.c.d = 2; }", "attribute 'a.b.c' already defined at «string»:1:4", 1, 15),
    (" { a.b.c.d = 1; a.b.c = 2; }", "attribute 'a.b.c' already defined at «string»:1:4", 1, 17),
    (" { a.b.c.d = 1; a.b.c = { d = 2; }; }", "attribute 'a.b.c.d' already defined at «string»:1:4", 1, 27),
    (" { inherit a; a.b = 1; }", "attribute 'a' already defined at «string»:1:12", 1, 15),
    (" { inherit ({a={};}) a; a.b = 1; }", "attribute 'a' already defined at «string»:1:22", 1, 25),
    (" let ${\"y\"+\"\"}.a = 2; in a", "dynamic attributes not allowed in let", 1, 2),
    (" { ${\"\"} = 1; ''${\"\"} = 2; }", "syntax error, unexpected start of an indented string, expecting 'inherit'", 1, 15),
    (" { \"a b\".c = 1; \"a b\".c = 2; }", "attribute '\"a b\".c' already defined at «string»:1:4", 1, 17),
    (" { inherit a a; }", "attribute 'a' already defined at «string»:1:12", 1, 14),
    (" { inherit ({a=1;}) a a; }", "attribute 'a' already defined at «string»:1:21", 1, 23),
    (" { x = 1;; }", "syntax error, unexpected ';', expecting 'inherit'", 1, 10),
    (" { x = 1; y = 2 }", "syntax error, unexpected '}', expecting ';'", 1, 17),
    (" { x = if true then 1; }", "syntax error, unexpected ';', expecting 'else'", 1, 22),
    (" ({ a, b }: a + b)) 1", "syntax error, unexpected ')', expecting end of file", 1, 19),
    (" { a = [ 1; }", "syntax error, unexpected ';'", 1, 11),
    (" f { a = 1 ]", "syntax error, unexpected ']', expecting ';'", 1, 12),
    (" a ? 1", "syntax error, unexpected integer, expecting identifier or 'or' or '${' or '\"'", 1, 6),
    (" a ? b or c", "syntax error, unexpected 'or', expecting end of file", 1, 8),
    (" a ? b.c or d", "syntax error, unexpected 'or', expecting end of file", 1, 10),
    (" {a=1;}.b or x: x", "syntax error, unexpected ':', expecting end of file", 1, 15),
    (" {a=1;}.b or -1", "syntax error, unexpected '-'", 1, 14),
    (" let x = 1 in x", "syntax error, unexpected 'in', expecting ';'", 1, 12),
    (" let x = 1; y = 2 in x", "syntax error, unexpected 'in', expecting ';'", 1, 19),
    (" in 1", "syntax error, unexpected 'in'", 1, 2),
    (" 1 1 then", "syntax error, unexpected 'then', expecting end of file", 1, 6),
    (" if 1 else 2", "syntax error, unexpected 'else', expecting 'then'", 1, 7),
    (" with 1 2", "syntax error, unexpected end of file, expecting ';'", 1, 10),
    (" { x }@ 1: 2", "syntax error, unexpected integer, expecting identifier", 1, 9),
    (" {x}@{y}: 1", "syntax error, unexpected '{', expecting identifier", 1, 6),
    (" x@y: 1", "syntax error, unexpected identifier, expecting '{'", 1, 4),
    (" x@1", "syntax error, unexpected integer, expecting '{'", 1, 4),
    (" @", "syntax error, unexpected '@'", 1, 2),
    (" @x", "syntax error, unexpected '@'", 1, 2),
    (" 1 @", "syntax error, unexpected '@', expecting end of file", 1, 4),
    (" ,", "syntax error, unexpected ','", 1, 2),
    (" [ 1, 2 ]", "syntax error, unexpected ','", 1, 5),
    (" { a = 1, b = 2; }", "syntax error, unexpected ',', expecting ';'", 1, 9),
    (" ( , )", "syntax error, unexpected ','", 1, 4),
    (" ...", "syntax error, unexpected '...'", 1, 2),
    (" ?", "syntax error, unexpected '?'", 1, 2),
    (" a ?", "syntax error, unexpected end of file, expecting identifier or 'or' or '${' or '\"'", 1, 5),
    (" 1 :: 2", "syntax error, unexpected ':', expecting end of file", 1, 4),
    (" {a}", "syntax error, unexpected end of file, expecting ':' or '@'", 1, 5),
    (" {a,b}", "syntax error, unexpected end of file, expecting ':' or '@'", 1, 7),
    (" {a ? 1}", "syntax error, unexpected end of file, expecting ':' or '@'", 1, 9),
    (" { inherit (a", "syntax error, unexpected end of file, expecting ')'", 1, 14),
    (" { inherit b = 1; }", "syntax error, unexpected '='", 1, 14),
    (" { inherit a.b; }", "syntax error, unexpected '.'", 1, 13),
    (" a - > b", "syntax error, unexpected '>'", 1, 6),
    (" a !b", "syntax error, unexpected '!', expecting end of file", 1, 4),
    (" a ! b", "syntax error, unexpected '!', expecting end of file", 1, 4),
    (" a != != b", "syntax error, unexpected '!='", 1, 7),
    (" 1 <= 2 <= 3", "syntax error, unexpected '<='", 1, 9),
    (" \"${}\"", "syntax error, unexpected '}'", 1, 5),
    (" \"${ 1 2 \"", "syntax error, unexpected end of file, expecting '\"'", 1, 11),
    (" ./a/${x}/", "path has a trailing slash", 1, 10),
    (" ./a/${x}/b/", "path has a trailing slash", 1, 10),
    (" ./a/${x}b.c/d$", "syntax error, unexpected invalid token, expecting end of file", 1, 15),
    (" <a//b>", "syntax error, unexpected '<'", 1, 2),
    (" //a", "syntax error, unexpected '//'", 1, 2),
    (" /a//b", "syntax error, unexpected end of path, expecting '${'", 1, 2),
    (" /*/ 1", "syntax error, unexpected '/'", 1, 2),
    (" 1 /* a", "syntax error, unexpected '*'", 1, 5),
    (" 1 / /", "syntax error, unexpected '/'", 1, 6),
    ("1\r\n+\r\n;", "syntax error, unexpected ';'", 3, 1),
    ("1\\0", "syntax error, unexpected invalid token, expecting end of file", 1, 2),
    ("\"\\\\", "syntax error, unexpected end of file, expecting '\"'", 1, 4),
    ("''a''\\\\", "syntax error, unexpected end of file, expecting indented string or '${' or end of an indented string", 1, 8),
    ("''a'", "syntax error, unexpected end of file, expecting indented string or '${' or end of an indented string", 1, 5),
    ("''a''$", "syntax error, unexpected end of file, expecting indented string or '${' or end of an indented string", 1, 7),
    ("\"a$", "syntax error, unexpected end of file, expecting '\"'", 1, 4),
    ("let\n  a = 1\n  b = 2;\nin a", "syntax error, unexpected '=', expecting ';'", 3, 5),
    ("\"a\" /*", "syntax error, unexpected '*'", 1, 6),
    ("1.0e-310", "invalid float '1.0e-310'", 1, 1),
    ("1.0e-400", "invalid float '1.0e-400'", 1, 1),
    ("1.0e309", "invalid float '1.0e309'", 1, 1),
    ("http://a.b/c;", "syntax error, unexpected ';', expecting end of file", 1, 13),
    ("{ a = { x = 2; y = 2; }; a = { y = 3; x = 3; }; }", "attribute 'a.x' already defined at «string»:1:9", 1, 39),
    ("{ a = { b = 2; a = 2; }; a = { b = 3; a = 3; }; }", "attribute 'a.a' already defined at «string»:1:16", 1, 39),
    ("{ zz = { p = { q = 1; }; }; zz.p.q.r = 2; zz = { p = 3; }; }", "attribute 'zz.p.q' already defined at «string»:1:16", 1, 29),
    ("{ zz = { p = { q = 1; }; }; zz = { p = 3; }; }", "attribute 'zz.p' already defined at «string»:1:10", 1, 36),
    ("{ zz = { p = 3; }; zz = { p = { q = 1; }; }; }", "attribute 'zz.p' already defined at «string»:1:10", 1, 27),
    ("{ zz = { p = 3; }; zz = { p.q = 1; }; }", "attribute 'zz.p' already defined at «string»:1:10", 1, 27),
    ("{ zz = { inherit p; }; zz = { p = { q = 1; }; }; }", "attribute 'zz.p' already defined at «string»:1:18", 1, 31),
    ("{ zz.p = { q = 1; }; zz = { inherit p; }; }", "attribute 'zz.p' already defined at «string»:1:3", 1, 37),
    ("{ zz.p = { q = 1; }; zz = { inherit ({}) p; }; }", "attribute 'zz.p' already defined at «string»:1:3", 1, 42),
    ("{ a.b = 1; a.\"b\" = 2; }", "attribute 'a.b' already defined at «string»:1:3", 1, 12),
    ("{ a.b = 1; ${\"a\"}.${\"b\"} = 2; }", "attribute 'a.b' already defined at «string»:1:3", 1, 12),
    ("{ \"a.b\".c = 1; \"a.b\".c = 2; }", "attribute '\"a.b\".c' already defined at «string»:1:3", 1, 16),
    ("{ \"if\".c = 1; \"if\" = 2; }", "attribute '\"if\"' already defined at «string»:1:3", 1, 15),
    ("{ or = 1; or = 2; }", "attribute 'or' already defined at «string»:1:3", 1, 11),
    ("let x = 1; in { a = rec { x = 2; }; a = { inherit x; }; }.a", "attribute 'a.x' already defined at «string»:1:27", 1, 51),
    ("let x = 1; in { a = rec { x = 2; y = { inherit x; }; }; a = { inherit x; }; }.a", "attribute 'a.x' already defined at «string»:1:27", 1, 71),
    ("let inherit x; x = 1; in x", "attribute 'x' already defined at «string»:1:13", 1, 16),
    ("{ inherit (1) \"${\"a\"}\"; }", "dynamic attributes not allowed in inherit", 1, 15),
    ("let \"${\"a\"}\" = 1; in a", "dynamic attributes not allowed in let", 1, 1),
    ("{a,b,a,b}: 1", "duplicate formal function argument 'a'", 1, 6),
    ("{b,a,b,a}: 1", "duplicate formal function argument 'b'", 1, 6),
    ("a->b->c", "syntax error, unexpected '>'", 1, 6),
    ("a: f: g: h: { a = 1; inherit a f; inherit (g) e i; ${g} = h; \"i j\" = 2; l.m = 3; }", "attribute 'a' already defined at «string»:1:15", 1, 30),
    (" ( /a", "syntax error, unexpected end of file, expecting ')'", 1, 4),
    ("(/a/b", "syntax error, unexpected end of file, expecting ')'", 1, 2),
];

#[test]
fn messages_and_places_are_those_of_nix() {
    let mut wrong = String::new();
    for &(source, message, line, column) in CASES {
        let expected = format!("{message} at {line}:{column}");
        let actual = parse_error(source, false);
        if actual != expected {
            let _ = writeln!(
                wrong,
                "{source:?}\n  expected {expected}\n  actual   {actual}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pipes_do_not_mix() {
    let cases = [
        (
            "a |> b <| c",
            "syntax error, unexpected '<|', expecting end of file at 1:8",
        ),
        (
            "a <| b |> c",
            "syntax error, unexpected '|>', expecting end of file at 1:8",
        ),
        (
            "1 |> x: x",
            "syntax error, unexpected ':', expecting end of file at 1:7",
        ),
        (
            "a <| if b then c else d",
            "syntax error, unexpected 'if' at 1:6",
        ),
        ("a |>", "syntax error, unexpected end of file at 1:5"),
    ];
    for (source, expected) in cases {
        assert_eq!(parse_error(source, true), expected, "{source}");
    }
}

#[test]
fn null_bytes_are_refused_where_they_stand() {
    let string =
        "input string 'a␀b' cannot be represented as Nix string because it contains null bytes";
    assert_eq!(parse_error("\"a\0b\"", false), format!("{string} at 1:2"));
    assert_eq!(parse_error("''a\0b''", false), format!("{string} at 1:3"));
    assert_eq!(
        parse_error("1 +\n\0 2", false),
        "syntax error, unexpected null byte at 2:1"
    );
    assert_eq!(
        parse_error("1 # \0\n+", false),
        "syntax error, unexpected end of file at 2:2"
    );
}

#[test]
fn byte_order_mark_is_refused() {
    let message = "syntax error, unexpected invalid token at 1:1";
    assert_eq!(parse_error("\u{feff}1", false), message);
}

#[test]
fn every_prefix_of_a_program_is_refused_or_parsed() {
    let program = "{ a, b ? [ 1 2.5 ./x/${y} ] }@c: rec { d.e = \"f${g}\\n\"; inherit (h) i; j = ''\n  k''${l} ${m}\n''; \
                   n = if o -> p then q.r or s else assert t; with u; let v = w; in -x + ~/y/z; }";
    for end in 0..=program.len() {
        if program.is_char_boundary(end) {
            let _ = super::parse_text(&program[..end], true);
        }
    }
}
