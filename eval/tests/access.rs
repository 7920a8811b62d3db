//! Pure and restricted evaluation as the command has them; how they read is in `golden/access`.

use std::fs;

mod process;

use process::{command, eval, eval_in, finish, folder};

const IMPURE: &str = "is forbidden in pure evaluation mode (use '--impure' to override)";

#[test]
fn pure_evaluation_sees_nothing() {
    let here = folder("pure");
    fs::write(here.join("file.nix"), "1").unwrap();
    let path = here.join("file.nix");
    let shown = path.display();
    let forbidden = format!("error: access to absolute path '{shown}' {IMPURE}");
    for expression in [
        format!("import {shown}"),
        format!("scopedImport {{ }} {shown}"),
        format!("builtins.readFile {shown}"),
        format!("builtins.readFileType {shown}"),
        format!("builtins.hashFile \"md5\" {shown}"),
        format!("builtins.readDir {shown}"),
        format!("builtins.findFile [ {{ prefix = \"\"; path = \"{shown}\"; }} ] \"\""),
    ] {
        eval(&expression, &["--pure-eval"]).fails(1, &[&forbidden]);
        let outcome = eval(&expression, &["--pure-eval", "--impure"]);
        assert!(!outcome.errors.contains("forbidden"), "{outcome:?}");
    }
    eval_in(&here, &["--pure-eval", "file.nix"]).fails(1, &[&forbidden]);
    for expression in [
        format!("builtins.path {{ path = {shown}; }}"),
        format!("builtins.filterSource (_: _: true) {shown}"),
        format!("\"${{{shown}}}\""),
    ] {
        eval(&expression, &["--pure-eval"]).fails(1, &[&forbidden]);
    }
    eval("builtins.storePath /nix/store", &["--pure-eval"]).fails(
        1,
        &["error: 'builtins.storePath' is not allowed in pure evaluation mode"],
    );
    let added = "builtins.readFile (builtins.toFile \"name\" \"text\")";
    eval(added, &["--pure-eval"]).prints("\"text\"");
    eval(&format!("builtins.pathExists {shown}"), &["--pure-eval"]).prints("false");
    eval("builtins.getEnv \"PATH\"", &["--pure-eval"]).prints("\"\"");
    eval("~/a", &["--pure-eval"]).fails(
        1,
        &["error: the path '~/a' can not be resolved in pure mode\n"],
    );
    eval("<a>", &["--pure-eval", "-I", "a=/"]).fails(
        1,
        &["error: cannot look up '<a>' in pure evaluation mode (use '--impure' to override)"],
    );
    let names = "{ inherit (builtins) nixPath; } // builtins.intersectAttrs { currentTime = 1; currentSystem = 1; } builtins";
    eval(names, &["--pure-eval", "--strict", "-I", "a=/"]).prints("{ nixPath = [ ]; }");
    eval("__currentSystem", &["--pure-eval"])
        .fails(1, &["error: undefined variable '__currentSystem'"]);
}

#[test]
fn allowed_paths_are_read_in_either_mode() {
    let here = folder("allowed");
    fs::create_dir(here.join("in")).unwrap();
    fs::write(here.join("in/default.nix"), "builtins.readFile ./text").unwrap();
    fs::write(here.join("in/text"), "inside").unwrap();
    fs::write(here.join("text"), "outside").unwrap();
    std::os::unix::fs::symlink("../text", here.join("in/link")).unwrap();
    for mode in ["--pure-eval", "--restrict-eval"] {
        eval_in(&here, &[mode, "--allowed-path", "in", "in"]).prints("\"inside\"");
        eval_in(&here, &[mode, "--option", "allowed-paths", "in", "in"]).prints("\"inside\"");
        eval_in(&here, &[mode, "in"]).fails(1, &["/in' is forbidden"]);
        let link = ["-E", "builtins.readFile ./in/link"];
        let flags = [mode, "--allowed-path", "in"];
        let outside = format!("access to absolute path '{}/text'", here.display());
        eval_in(&here, &[&flags[..], &link].concat()).fails(1, &[&outside]);
    }
}

#[test]
fn the_search_path_of_the_environment_is_allowed_in_restricted_evaluation() {
    let here = folder("environment");
    fs::write(here.join("file"), "text").unwrap();
    let read = format!("builtins.readFile {}/file", here.display());
    let arguments = ["eval", "--restrict-eval", "-E", &read];
    finish(command(&arguments).env("NIX_PATH", &here), b"").prints("\"text\"");
    finish(&mut command(&arguments), b"").fails(1, &["is forbidden in restricted mode"]);
}

#[test]
fn settings_that_mean_nothing_here_are_known() {
    let quiet = |name: &str, value: &str| {
        let outcome = eval("1", &["--option", name, value]);
        outcome.prints("1");
        outcome.errors
    };
    for name in [
        "cores",
        "sandbox",
        "substituters",
        "extra-substituters",
        "store",
    ] {
        assert_eq!(quiet(name, "x"), "", "{name}");
    }
    assert_eq!(
        quiet("max-call-depth", "1"),
        "warning: setting 'max-call-depth' has no effect here\n"
    );
    assert_eq!(
        quiet("extra-cores", "1"),
        "warning: unknown setting 'extra-cores'\n"
    );
    assert_eq!(quiet("experimental-features", "nix-command cgroups"), "");
    eval("1", &["--option", "pure-eval"]).fails(2, &["--option <NAME> <VALUE>"]);
}

#[test]
fn settings_of_which_the_last_or_nearest_counts() {
    let system = |flags: &[&str]| eval("builtins.currentSystem", flags);
    system(&["--system", "a"]).prints("\"a\"");
    system(&["--option", "eval-system", "a", "--option", "system", "b"]).prints("\"a\"");
    system(&["--option", "system", "b"]).prints("\"b\"");
    let home = |flags: &[&str]| eval("builtins.getEnv \"PATH\" == \"\"", flags);
    home(&["--impure", "--pure-eval"]).prints("true");
    home(&["--pure-eval", "--impure"]).prints("false");
    home(&["--option", "pure-eval", "true", "--impure"]).prints("false");
    home(&["--option", "pure-eval", "yes", "--option", "pure-eval", "0"]).prints("false");
}

#[test]
fn functions_are_called_with_defaults_where_asked() {
    eval("{ a ? 1 }: a", &[]).prints("<LAMBDA>");
    eval("{ a ? 1 }: a", &["--auto-args"]).prints("1");
    eval("{ f = { a ? 1 }: a; }", &["-A", "f", "--auto-args"]).prints("1");
    eval("x: x", &["--auto-args"]).prints("<LAMBDA>");
    eval("{ a }: a", &["--auto-args"]).fails(
        1,
        &["error: cannot evaluate a function that has an argument without a value ('a')"],
    );
}
