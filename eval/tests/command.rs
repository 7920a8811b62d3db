//! The command as a process: flags, exit codes, messages, bad input.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

mod process;

use process::{command, eval, eval_in, finish, folder, framelab};

#[test]
fn expressions_come_from_four_places() {
    let here = folder("places");
    fs::write(here.join("default.nix"), "\"default\"").unwrap();
    fs::write(here.join("file.nix"), "\"file\"").unwrap();
    eval_in(&here, &[]).prints("\"default\"");
    eval_in(&here, &["."]).prints("\"default\"");
    eval_in(&here, &["file.nix"]).prints("\"file\"");
    eval_in(&here, &["-I", "x=.", "<x/file.nix>"]).prints("\"file\"");
    eval_in(&here, &["-E", "import ./file.nix"]).prints("\"file\"");
    finish(
        command(&["eval", "-"]).current_dir(&here),
        b"import ./file.nix",
    )
    .prints("\"file\"");
    framelab(&["eval", "-E", "1", "file.nix"]).fails(2, &["--expr", "[FILE]"]);
}

#[test]
fn results_have_several_forms() {
    let text = "{ b = 1 + 1; a = [ 1.5 \"x\" ]; }";
    eval(text, &["--strict"]).prints("{ a = [ 1.5 \"x\" ]; b = 2; }");
    eval("{ a = throw \"never\"; }", &[]).prints("{ a = <CODE>; }");
    eval("\"a\\nb\"", &["--raw"]).prints("a\nb");
    assert_eq!(eval("\"a\"", &["--raw"]).output, "a");
    eval("1", &["--raw"]).fails(1, &["error: cannot coerce an integer to a string: 1"]);
    eval("[ 1 ]", &["--json", "--strict"]).prints("[1]");
    let xml = "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n  <attrs>\n    <attr column=\"3\" line=\"1\" name=\"a\">\n      <null />\n    </attr>\n  </attrs>\n</expr>";
    eval("{ a = null; }", &["--xml"]).prints(xml);
    let plain = xml.replace("column=\"3\" line=\"1\" ", "");
    eval("{ a = null; }", &["--xml", "--no-location"]).prints(&plain);
}

#[test]
fn json_needs_values() {
    let thunk = "{ a = (x: x) 1; }";
    eval(thunk, &["--json"]).fails(1, &["error: cannot convert a thunk to JSON"]);
    eval(thunk, &["--json", "--strict"]).prints("{\"a\":1}");
    eval("{ outPath = \"/x\"; b = (x: x) 1; }", &["--json"]).prints("\"/x\"");
    eval("x: x", &["--json"]).fails(1, &["error: cannot convert a function to JSON"]);
}

#[test]
fn attribute_paths_select() {
    let text = "{ a.b = [ 1 { \"x.y\" = 2; } ]; f = { n ? 1 }: { m = n; }; }";
    eval(text, &["-A", "a.b.1.\"x.y\""]).prints("2");
    eval(text, &["-A", "f.m"]).prints("1");
    eval(text, &["-A", "f.m", "--arg", "n", "7"]).prints("7");
    eval(text, &["-A", "a.c"]).fails(
        1,
        &[
            "error: attribute 'c' in selection path 'a.c' not found",
            "Did you mean b?",
        ],
    );
    eval(text, &["-A", "a.b.7"]).fails(
        1,
        &["error: list index 7 in selection path 'a.b.7' is out of range"],
    );
    eval(text, &["-A", "a.\"b"]).fails(1, &["missing closing quote"]);
}

#[test]
fn functions_get_the_arguments_given() {
    let text = "{ x, y ? 2 }: [ x y ]";
    let strict = "--strict";
    eval(text, &[strict, "--arg", "x", "1 + 2"]).prints("[ 3 2 ]");
    eval(text, &[strict, "--arg", "x", "-1", "--argstr", "y", "-s"]).prints("[ -1 \"-s\" ]");
    eval(text, &[strict, "--arg", "x", "1", "--arg", "x", "2"]).prints("[ 2 2 ]");
    eval(text, &[]).prints("<LAMBDA>");
    eval(text, &["--arg", "y", "1"]).fails(
        1,
        &["error: cannot evaluate a function that has an argument without a value ('x')"],
    );
    eval(
        "{ x, ... }@all: all",
        &[strict, "--arg", "x", "1", "--arg", "z", "2"],
    )
    .prints("{ x = 1; z = 2; }");
    eval("{ x }: x", &["--arg", "x", "1 +"]).fails(1, &["«string»:1:"]);
}

#[test]
fn errors_say_where() {
    let here = folder("where");
    fs::write(here.join("a.nix"), "let\n  f = x: x.y;\nin f { z = 1; }\n").unwrap();
    let place = format!("       at {}/a.nix:2:", here.display());
    let outcome = eval_in(&here, &["a.nix"]);
    outcome.fails(
        1,
        &[
            "error: attribute 'y' missing\n",
            &place,
            "\n            2|   f = x: x.y;\n",
        ],
    );
    assert!(!outcome.errors.contains("while calling"), "{outcome:?}");
    eval_in(&here, &["a.nix", "--show-trace"]).fails(1, &["… while calling 'f'\n         at "]);
    eval("1 +", &[]).fails(1, &["       at «string»:1:"]);
}

#[test]
fn several_attributes_are_printed_in_turn() {
    let outcome = eval("{ a = 1; b.c = [ 2 3 ]; }", &["-A", "a", "-A", "b.c.1"]);
    assert_eq!(outcome.output, "1\n3\n", "{outcome:?}");
    // Whole or not at all.
    let outcome = eval("{ a = 1; }", &["-A", "a", "-A", "b"]);
    outcome.fails(1, &["attribute 'b'"]);
    assert_eq!(outcome.output, "", "{outcome:?}");
}

#[test]
fn traces_have_a_line_for_each_frame() {
    let traced = |expression: &str| eval(expression, &["--show-trace", "--strict"]).errors;
    let lines = |errors: &str| -> Vec<String> {
        let trimmed: Vec<&str> = errors.lines().map(str::trim).collect();
        let line = |lines: &[&str]| {
            let message = lines[0].strip_prefix("… ")?;
            Some(format!("{message} {}", lines[1].trim_end_matches(':')))
        };
        trimmed.windows(2).filter_map(line).collect()
    };
    let errors = traced("{ a = builtins.length (throw \"x\"); }");
    assert_eq!(
        lines(&errors),
        [
            "while evaluating the attribute 'a' at «string»:1:3",
            "while calling the 'length' builtin at «string»:1:7",
            "while calling the 'throw' builtin at «string»:1:24",
        ],
        "{errors}"
    );
    let errors = traced("let f = x: builtins.head (map (y: y + x) [ 1 ]); in f \"s\"");
    assert_eq!(
        lines(&errors),
        [
            "from call site at «string»:1:53",
            "while calling 'f' at «string»:1:9",
            "while calling the 'head' builtin at «string»:1:12",
            "while calling anonymous lambda at «string»:1:32",
        ],
        "{errors}"
    );
    let errors = traced("builtins.filter (x: x + { }) [ 1 ]");
    assert_eq!(
        lines(&errors),
        [
            "while calling the 'filter' builtin at «string»:1:1",
            "while calling anonymous lambda at «string»:1:18",
        ],
        "{errors}"
    );
}

#[test]
fn colours_only_for_terminals() {
    let coloured = |command: &mut Command| finish(command, b"").errors.contains('\u{1b}');
    assert!(!coloured(&mut command(&["eval", "-E", "1 / 0"])));
    let mut forced = command(&["eval", "-E", "1 / 0"]);
    forced.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
    assert!(coloured(&mut forced));
    assert!(!coloured(forced.env("NO_COLOR", "1")));
}

#[test]
fn bad_files_are_named() {
    let here = folder("bad");
    let write = |name: &str, bytes: &[u8]| fs::write(here.join(name), bytes).unwrap();
    write("latin.nix", b"# ok\n\"\xe9\"");
    write("truncated.nix", b"{ a = 1;");
    write("nul.nix", b"[ 1 \0 2 ]");
    write("cycle.nix", b"import ./cycle.nix");
    fs::create_dir(here.join("empty")).unwrap();
    let shown = here.display();
    let fails = |file: &str, parts: &[&str]| eval_in(&here, &[file]).fails(1, parts);
    fails(
        "no.nix",
        &[&format!("error: path '{shown}/no.nix' does not exist")],
    );
    let missing = format!("error: path '{shown}/empty/default.nix' does not exist");
    fails("empty", &[&missing]);
    fails("latin.nix", &["0xe9", &format!("{shown}/latin.nix:2:2")]);
    fails("truncated.nix", &[&format!("{shown}/truncated.nix:1:")]);
    fails("nul.nix", &[&format!("{shown}/nul.nix:1:")]);
    fails("cycle.nix", &["error: infinite recursion encountered"]);
    for file in ["no.nix", "empty", "latin.nix", "truncated.nix", "nul.nix"] {
        eval_in(&here, &["-E", &format!("import ./{file}")])
            .fails(1, &["error: ", " at «string»:1:1:\n"]);
    }
    let input = finish(&mut command(&["eval", "-"]), b"\xff");
    input.fails(1, &["«stdin»:1:1"]);
}

#[test]
fn what_is_no_regular_file_is_refused() {
    let here = folder("irregular");
    let pipe = here.join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo works");
    eval_in(&here, &["./pipe"]).fails(1, &["pipe' is not a regular file"]);
    eval_in(&here, &["-E", "builtins.readFile ./pipe"]).fails(1, &["is not a regular file"]);
    eval("1", &["--arg", "x", "import /dev/zero"]).prints("1");
    framelab(&["eval", "/dev/zero"]).fails(1, &["/dev/zero:1:1"]);
    std::os::unix::fs::symlink("loop", here.join("loop")).unwrap();
    eval_in(&here, &["./loop"]).fails(1, &["too many symbolic links"]);
    let secret = here.join("secret.nix");
    fs::write(&secret, "1").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_err() {
        eval_in(&here, &["secret.nix"]).fails(1, &["secret.nix': Permission denied"]);
    }
}

#[test]
fn usage_errors_have_their_own_code() {
    framelab(&["eval", "--no-such-flag"]).fails(2, &["--no-such-flag"]);
    framelab(&["eval", "--engine", "steam", "-E", "1"]).fails(2, &["frame-stack"]);
    framelab(&["eval", "--max-heap", "much", "-E", "1"]).fails(2, &["K, M and G"]);
    framelab(&["eval", "--arg", "x"]).fails(2, &["--arg"]);
    framelab(&[]).fails(2, &["Usage"]);
    assert_eq!(framelab(&["--help"]).code, Some(0));
    assert!(framelab(&["--version"]).output.starts_with("framelab "));
}

#[test]
fn the_heap_has_a_limit() {
    eval("let f = n: f (n + 1) + 1; in f 0", &["--max-heap", "64M"])
        .fails(1, &["error: heap limit reached", "64 MiB", "--max-heap"]);
    let shared = "let d = n: if n == 0 then [ ] else let x = d (n - 1); in [ x x ]; in d 60";
    for form in ["--json", "--xml"] {
        eval(shared, &[form, "--strict", "--max-heap", "64M"])
            .fails(1, &["error: heap limit reached"]);
    }
}

#[test]
fn what_contains_itself_has_no_json_and_no_xml() {
    for form in ["--json", "--xml"] {
        eval("let x = { a = x; }; in x", &[form, "--strict"]).fails(1, &["error: stack overflow"]);
    }
}

#[test]
fn a_reader_that_leaves_is_no_crash() {
    let deep = "let f = n: if n == 0 then [ ] else [ (f (n - 1)) ]; in f 100000";
    let mut child = command(&["eval", "--strict", "-E", deep])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn statistics_are_told_beside_the_result() {
    let outcome = eval("let f = x: x + 1; in f 1", &["--stats=json"]);
    outcome.prints("2");
    let last = outcome.errors.lines().last().unwrap();
    let statistics: serde_json::Value = serde_json::from_str(last).unwrap();
    assert_eq!(statistics["format"], 4);
    assert_eq!(statistics["engine"], "frame-stack");
    assert!(statistics["dispatch"]["instructions"].as_u64() > Some(2));
    assert!(statistics["time"]["total"].as_u64() > Some(0));
    let table = eval("1", &["--stats"]);
    table.prints("1");
    assert!(table.errors.contains("\ninstructions "), "{table:?}");
}

#[test]
fn every_documented_statistic_exists() {
    let outcome = eval("map (x: x) [ 1 ]", &["--strict", "--stats=json"]);
    let last = outcome.errors.lines().last().unwrap();
    let statistics: serde_json::Value = serde_json::from_str(last).unwrap();
    let described = include_str!("../../docs/statistics.md");
    let fields = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    for field in fields(&statistics)
        .iter()
        .chain(&fields(&statistics["dispatch"]))
    {
        assert!(described.contains(&format!("`{field}")), "{field}");
    }
}

#[test]
fn pipes_are_behind_their_feature() {
    eval("1 |> (x: x)", &[]).fails(1, &["«string»:1:"]);
    let flags = ["--extra-experimental-features", "pipe-operators"];
    eval("1 |> (x: x)", &flags).prints("1");
}

#[test]
fn sources_can_be_inspected() {
    framelab(&["parse", "-E", "[ 1 ]"]).prints("(list 1@1:3)@1:1");
    framelab(&["parse", "-E", "1 +"]).fails(1, &["error: syntax error"]);
    let disassembled = framelab(&["disasm", "-E", "1 + 2"]);
    assert!(disassembled.output.contains("return"), "{disassembled:?}");
    framelab(&["disasm", "-E", "a"]).fails(1, &["error: undefined variable 'a'"]);
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    for name in ["parse", "disasm"] {
        let outcome = finish(&mut command(&[name, "-"]), deep.as_bytes());
        assert_eq!(outcome.code, Some(0), "{name}: {}", outcome.errors);
    }
}
