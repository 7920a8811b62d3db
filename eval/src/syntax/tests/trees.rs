//! What sources are lowered to.

use super::{Fixture, parse_text, tree_text};
use crate::heap::Heap;
use expect_test::{Expect, expect};

fn check(source: &str, expected: &Expect) {
    expected.assert_eq(&tree_text(source));
}

#[test]
fn attributes_merge() {
    check(
        "{ a.b.c = 1; a = { b = { d = 2; }; e = 3; }; a.b.f = 4; }",
        &expect!["(set (a (set (b (set (c 1) (d 2) (f 4))) (e 3))))"],
    );
    check(
        "{ a = { b = 1; }; a = rec { c = b; inherit b2; }; }",
        &expect!["(set (a (set (b 1) (inherit b2 b2) (c b))))"],
    );
    check(
        "{ a = rec { b = 1; }; a = { c = b; }; }",
        &expect!["(set (a (rec (b 1) (c b))))"],
    );
    check(
        "{ a = { inherit (x) p; }; a = { inherit (y) q; }; a = { inherit (z) r; }; }",
        &expect![
            "(set (a (set (source 0 x) (source 1 y) (source 2 z) (inherit-from 0 p) (inherit-from 1 q) (inherit-from 2 r))))"
        ],
    );
    check(
        "{ a.${x}.b = 1; a.${x}.c = 2; ${y} = 3; a.d = 4; }",
        &expect!["(set (a (set (d 4) (${x} (set (b 1))) (${x} (set (c 2))))) (${y} 3))"],
    );
    check(
        "{ a = ({ b = 1; }); a.c = 2; }",
        &expect!["(set (a (set (b 1) (c 2))))"],
    );
    check(
        "let a.b = 1; a = { c = 2; }; in a",
        &expect!["(let (a (set (b 1) (c 2))) a)"],
    );
    check(
        "{ a = { ${x} = 1; }; a.${y} = 2; }",
        &expect!["(set (a (set (${x} 1) (${y} 2))))"],
    );
}

#[test]
fn bindings() {
    check(
        r#"f: g: h: rec { z = 1; inherit a f; inherit (g) e i; inherit (h) j; ${g} = h; "i j" = 2; l.m = 3; ${"k"} = 4; }"#,
        &expect![[
            r#"(fn f (fn g (fn h (rec (source 0 g) (source 1 h) (inherit a a) (inherit-from 0 e) (inherit f f) (inherit-from 0 i) ("i j" 2) (inherit-from 1 j) (k 4) (l (set (m 3))) (z 1) (${g} h)))))"#
        ]],
    );
    check(
        "let a = 1; inherit (a) b; in c",
        &expect!["(let (source 0 a) (a 1) (inherit-from 0 b) c)"],
    );
    check("let { body = 1; }", &expect!["(. (rec (body 1)) body)"]);
    check("{ }", &expect!["(set)"]);
    check("let in 1", &expect!["(let 1)"]);
    check("{ inherit; inherit (x); }", &expect!["(set (source 0 x))"]);
    check(
        r#"let inherit ${"a"} "b" or; in 1"#,
        &expect!["(let (inherit a a) (inherit b b) (inherit or or) 1)"],
    );
    check(
        r#"{ "${a}" = 1; "b${c}" = 2; "d" = 3; ${"e"} = 4; }"#,
        &expect![[r#"(set (d 3) (e 4) (${(string a)} 1) (${(string "b" c)} 2))"#]],
    );
}

#[test]
fn functions_and_calls() {
    check(
        "{ f = x: y: x; g = (a: b: { h = c: c; }); ${i} = j: j; }",
        &expect![
            "(set (f (fn:f x (fn:f y x))) (g (fn:g a (fn:g b (set (h (fn:h c c)))))) (${i} (fn j j)))"
        ],
    );
    check(
        "let f = { a }: b: c; in f",
        &expect!["(let (f (fn:f {a} (fn:f b c))) f)"],
    );
    check("{ a, b ? 1, ... }@c: a", &expect!["(fn {a b=1 ...}@c a)"]);
    check("c@{ b ? d, a, }: a", &expect!["(fn {a b=d}@c a)"]);
    check("{ }: { ... }: 1", &expect!["(fn {} (fn {...} 1))"]);
    check(
        "f (g x) y [ (h 1) 2 ] (f 1).x",
        &expect!["(call f (call g x) y (list (call h 1) 2) (. (call f 1) x))"],
    );
    check("(f a) b c", &expect!["(call f a b c)"]);
    check("a or b", &expect!["(call a or b)"]);
    check("a.b or c or", &expect!["(. a b or (call c or))"]);
    check("x |> f |> g a", &expect!["(call g a (call f x))"]);
    check("f <| g <| x", &expect!["(call f (call g x))"]);
}

#[test]
fn operators() {
    check(
        r#"-a.b + !c ? d.${e}."x y" && f == g -> h"#,
        &expect![[r#"(-> (&& (+ (- (. a b)) (! (? c d ${e} "x y"))) (== f g)) h)"#]],
    );
    check(
        "1 + 2 * 3 - 4 / 5 ++ 6 // 7",
        &expect!["(// (- (+ 1 (* 2 3)) (/ 4 (++ 5 6))) 7)"],
    );
    check(
        "a // b // c ++ d ++ e",
        &expect!["(// a (// b (++ c (++ d e))))"],
    );
    check(
        "a < b || c >= d || e != f",
        &expect!["(|| (|| (< a b) (>= c d)) (!= e f))"],
    );
    check("- - 1", &expect!["(- (- 1))"]);
    check("1 + !a + b", &expect!["(+ 1 (! (+ a b)))"]);
    check("a -> b -> c", &expect!["(-> a (-> b c))"]);
    check("!a // b", &expect!["(// (! a) b)"]);
    check("-a ? b", &expect!["(? (- a) b)"]);
    check("a.b ? c == d", &expect!["(== (? (. a b) c) d)"]);
    check("(1 - 2) - (3 - 4)", &expect!["(- (- 1 2) (- 3 4))"]);
    check(
        "if a then b else assert c; with d; e",
        &expect!["(if a b (assert c (with d e)))"],
    );
    check(
        r#"x."${a}".${"b"}."c""#,
        &expect!["(. x ${(string a)} b c)"],
    );
    check("a ? b ? c", &expect!["(? (? a b) c)"]);
}

#[test]
fn literals() {
    check(
        r#"[ 1 1.5e3 .5 "a" a/b <n/m> x:y __curPos ]"#,
        &expect![[
            r#"(list 1 1500.0 0.5 "a" (path "/folder/sub/a/b") (search "n/m") "x:y" __curPos)"#
        ]],
    );
    check("00.5", &expect!["(call 0 0.5)"]);
    check(
        "{ x = 9223372036854775807; }",
        &expect!["(set (x 9223372036854775807))"],
    );
    check(
        "/a/../b + ./c + ~/d + http://x.y/z?q",
        &expect![[
            r#"(+ (+ (+ (path "/b") (path "/folder/sub/c")) (path "/home/user/d")) "http://x.y/z?q")"#
        ]],
    );
    check(
        "/${a} + ./b/${c}/d + ~/e${f} + ../g",
        &expect![[
            r#"(+ (+ (+ (path "/" a) (path "/folder/sub/b/" c "/d")) (path "/home/user/e" f)) (path "/folder/g"))"#
        ]],
    );
    check("/../a/./b/..", &expect![[r#"(path "/a")"#]]);
    check(
        "./a/${x}//b",
        &expect![[r#"(path "/folder/sub/a/" x "/" "/b")"#]],
    );
}

#[test]
fn strings() {
    check(
        r#""a" + "b${c}d${"e"}" + ''${f}''"#,
        &expect![[r#"(+ (+ "a" (string "b" c "d" "e")) (string f))"#]],
    );
    check(
        r#""\n\t\r\\\"\${x}$${y}$z""#,
        &expect![[r#""\n\t\r\\\"\${x}$\${y}$z""#]],
    );
    check("\"a\r\nb\rc\\\r\nd\"", &expect![[r#""a\nb\nc\r\nd""#]]);
}

#[test]
fn indented_strings() {
    check("''\n  a\n   b\n  ''", &expect![[r#""a\n b\n""#]]);
    check("''  a\n   b\n  ''", &expect![[r#""a\n b\n""#]]);
    check(
        "''\n\n    a\n  \n      b\n    ''",
        &expect![[r#""\na\n\n  b\n""#]],
    );
    check(
        "''\n    a\n  ${x}\n      b\n    ''",
        &expect![[r#"(string "  a\n" x "\n    b\n")"#]],
    );
    check("''\n\ta\n\tb''", &expect![[r#""\ta\n\tb""#]]);
    check(
        "''\n  ''$x ''${x} ''' ''\\n ''\\a $${x} $ 'a' '$x \n''",
        &expect![[r#""$x \${x} '' \na $\${x} $ 'a' '$x \n""#]],
    );
    check(
        "''   ${x}   ${y}\n    c''",
        &expect![[r#"(string x "   " y "\n c")"#]],
    );
    check("''   ${x}\n  ''", &expect![[r#"(string x "\n")"#]]);
    check("''''\\n  a''", &expect![[r#""\n  a""#]]);
    check("''  ''\\n  a\n b''", &expect![[r#"" \n a\nb""#]]);
    check("''\n   a\n b''$c\n''", &expect![[r#""  a\nb$c\n""#]]);
    check(
        "''\r\n  a\r\n  b\r\n''",
        &expect![[r#""\r\n  a\r\n  b\r\n""#]],
    );
    check("''a$$${x}''", &expect![[r#"(string "a$$" x)"#]]);
    check("''   ''", &expect![[r#""""#]]);
}

#[test]
fn places() {
    let source = "let\n  f = { a, b ? 1 }: a + b;\n  x.y.z = -1;\n  inherit (f) g;\nin !(f { a = 2; } // x ? y.z)";
    expect!["(let (source 0 f@4:12) (f@2:3 (fn:f {a@2:9 b@2:12=1@2:16} (+ a@2:21 b@2:25)@2:23)@2:7) (inherit-from 0 g@4:15) (x@3:3 (set (y@3:3 (set (z@3:3 (- 1@3:12)@3:11))@3:3))@3:3) (! (// (call f@5:6 (set (a@5:10 2@5:14))@5:8)@5:6 (? x@5:22 y@5:26 z@5:28)@5:22)@5:19)@5:4)@1:1"].assert_eq(&parse_text(source, false));
}

#[test]
fn or_as_a_name_is_warned_of() {
    let warnings = |text: &str| {
        let heap = Heap::new();
        let fixture = Fixture::new(&heap, text, true);
        let exact = fixture.parse().map(|tree| tree.warnings);
        assert_eq!(
            fixture.by_rnix().map(|tree| tree.warnings),
            exact.clone().ok()
        );
        exact.map(|warnings| warnings.len())
    };
    for (text, count) in [
        ("f or", 0),
        ("f or x", 0),
        ("f (x or) + g or", 0),
        ("x or |> f", 0),
        ("f x  or", 1),
        ("[ x or (y or) z or ]", 2),
        ("x.y or z or", 1),
    ] {
        assert_eq!(warnings(text), Ok(count), "{text}");
    }
}
