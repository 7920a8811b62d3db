//! Depth: programs that recurse and nest a million levels and more, in a process with a native stack of 256 KiB.

use std::process::{Command, Output};

/// Native stack of the process, in KiB.
const STACK: u32 = 256;

/// Runs `framelab eval` on an expression with a small native stack.
fn evaluate(arguments: &str, expression: &str) -> Output {
    let script = format!("ulimit -s {STACK} && exec \"$0\" eval {arguments} -E \"$1\"");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_framelab"), expression])
        .env("NO_COLOR", "1")
        .output()
        .expect("sh is there")
}

#[track_caller]
fn gives(arguments: &str, expression: &str, expected: &str) {
    let output = evaluate(arguments, expression);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim_end(),
        expected,
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(0), "{stderr}");
}

#[track_caller]
fn fails(arguments: &str, expression: &str, message: &str) {
    let output = evaluate(arguments, expression);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains(message), "{stderr}");
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(output.stdout, b"", "{stderr}");
}

#[test]
fn calls_nest_five_million_deep() {
    gives(
        "",
        "let sum = n: if n == 0 then 0 else n + sum (n - 1); in sum 5000000",
        "12500002500000",
    );
}

#[test]
fn thunks_nest_a_million_deep() {
    let expression =
        "builtins.foldl' (a: n: { v = a.v + n; }) { v = 0; } (builtins.genList (n: n) 1000000)";
    gives("", &format!("({expression}).v"), "499999500000");
}

#[test]
fn values_nest_a_million_deep() {
    let nested = "builtins.foldl' (a: n: [ a ]) [ ] (builtins.genList (n: n) 1000000)";
    gives(
        "",
        &format!("let v = {nested}; in builtins.deepSeq v (v == v)"),
        "true",
    );
    gives(
        "",
        &format!("builtins.stringLength (builtins.toJSON ({nested}))"),
        "2000002",
    );
    let output = evaluate("--strict", nested);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout.len(), "[ ]".len() + 4 * 1_000_000 + 1);
}

#[test]
fn operators_that_call_back_nest() {
    let functor =
        "let f = n: { __toString = self: if n == 0 then \"end\" else \"${f (n - 1)}\"; }; in";
    gives("", &format!("{functor} \"${{f 100000}}\""), "\"end\"");
    let filter =
        "let f = n: if n == 0 then [ ] else builtins.filter (x: x == f (n - 1)) [ [ ] ]; in";
    gives("", &format!("{filter} builtins.length (f 20000)"), "0");
}

#[test]
fn endless_recursion_ends_at_the_limit() {
    let message = "heap limit reached";
    fails(
        "--max-heap 256M",
        "let f = n: f (n + 1) + 1; in f 0",
        message,
    );
    fails(
        "--max-heap 256M --show-trace",
        "let f = n: f (n + 1) + 1; in f 0",
        message,
    );
    fails(
        "--max-heap 256M",
        "let l = n: [ n ] ++ l (n + 1); in l 0",
        message,
    );
    fails(
        "--max-heap 256M",
        "let x = { __functor = self: self; }; in x 0",
        message,
    );
}

#[test]
fn what_the_store_holds_counts_towards_the_limit() {
    let text = "s = builtins.concatStringsSep \"\" (builtins.genList (_: \"0123456789\") 100000);";
    let derivation = "mk = n: derivation { name = \"x${toString n}\"; builder = \"b\"; system = \"x\"; inherit s; };";
    let file = "mk = n: { drvPath = builtins.toFile \"x${toString n}\" s; };";
    let all = |what: &str, count: u32| {
        format!(
            "let {text} {what} in builtins.foldl' (a: n: builtins.seq (mk n).drvPath a) 1 (builtins.genList (n: n) {count})"
        )
    };
    gives("--max-heap 64M", &all(file, 20), "1");
    // A thousand files of a megabyte.
    fails("--max-heap 64M", &all(file, 1000), "heap limit reached");
    // Derivations with one and the same string of a megabyte: nobody holds it more than once.
    gives("--max-heap 64M", &all(derivation, 100), "1");
}

#[test]
fn endless_recursion_through_generators_ends_at_the_limit() {
    let expression = "let f = n: builtins.filter (x: f (n + 1) == [ ]) [ n ]; in f 0";
    fails("--max-heap 256M", expression, "heap limit reached");
    // Something is thrown at each depth, also where there is no room for another frame.
    fails(
        "--max-heap 64M",
        "toString { __toString = self: toString (if (builtins.tryEval (throw \"\")).success then 1 else self); }",
        "heap limit reached",
    );
}

#[test]
fn endless_tail_calls_end() {
    fails(
        "",
        "let f = x: f x; in f 1",
        "infinite recursion encountered",
    );
    gives(
        "",
        "let go = n: if n == 0 then 0 else go (n - 1); in go 10000000",
        "0",
    );
}

#[test]
fn a_value_that_needs_itself_is_an_infinite_recursion() {
    fails("", "let x = x + 1; in x", "infinite recursion encountered");
    fails(
        "",
        "rec { a = b; b = a; }.a",
        "infinite recursion encountered",
    );
    // The failure is remembered as what it was.
    gives(
        "--strict",
        "let x = throw \"once\"; t = builtins.tryEval x; in [ t.success (builtins.tryEval x).success ]",
        "[ false false ]",
    );
}

/// What the engine says that recurses natively.
const NATIVE_LIMIT: &str = "native stack limit reached";

#[test]
fn the_trampoline_overflows_where_the_frame_stack_goes_on() {
    let programs = [
        (
            "let sum = n: if n == 0 then 0 else n + sum (n - 1); in sum DEPTH",
            200_000,
            "20000100000",
            20_000,
            "200010000",
        ),
        (
            "let count = n: if n == 0 then 0 else 1 + builtins.foldl' (a: m: a + count m) 0 [ (n - 1) ]; in count DEPTH",
            200_000,
            "200000",
            20_000,
            "20000",
        ),
        (
            "let text = n: { __toString = self: if n == 0 then \"end\" else \"${text (n - 1)}\"; }; in \"${text DEPTH}\"",
            100_000,
            "\"end\"",
            10_000,
            "\"end\"",
        ),
        (
            "let try = n: n == 0 || (builtins.tryEval (try (n - 1))).value; in try DEPTH",
            100_000,
            "true",
            10_000,
            "true",
        ),
    ];
    for (program, deep, deep_answer, shallow, shallow_answer) in programs {
        let at = |depth: i32| program.replace("DEPTH", &depth.to_string());
        for engine in ["frame-stack", "generator"] {
            gives(&format!("--engine {engine}"), &at(deep), deep_answer);
        }
        fails("--engine trampoline", &at(deep), NATIVE_LIMIT);
        gives("--engine trampoline", &at(shallow), shallow_answer);
    }
}

#[test]
fn the_trampoline_ends_endless_recursion() {
    let ends = |expression: &str, message: &str| {
        fails("--engine trampoline --max-heap 256M", expression, message);
    };
    ends("let f = n: f (n + 1) + 1; in f 0", NATIVE_LIMIT);
    ends("let x = { __functor = self: self; }; in x 0", NATIVE_LIMIT);
    ends(
        "let f = n: builtins.filter (x: f (n + 1) == [ ]) [ n ]; in f 0",
        NATIVE_LIMIT,
    );
    ends("let f = n: with f (n + 1); x; in f 0", NATIVE_LIMIT);
    ends(
        "let f = n: builtins.tryEval (f (n + 1)).value; in f 0",
        NATIVE_LIMIT,
    );
    // Forces bounce, so that their frames are on the heap.
    ends(
        "let f = n: { v = (f (n + 1)).v; }; in (f 0).v",
        "heap limit reached",
    );
}
