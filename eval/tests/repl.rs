//! `framelab repl` as a script, and at a terminal.

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

mod process;

use process::{Outcome, command, finish, folder};

/// Runs a script in a folder.
#[track_caller]
fn script_in(folder: &Path, arguments: &[&str], lines: &[&str]) -> Outcome {
    let mut command = command(&["repl"]);
    command.args(arguments).current_dir(folder);
    finish(&mut command, format!("{}\n", lines.join("\n")).as_bytes())
}

#[track_caller]
fn script(lines: &[&str]) -> Outcome {
    script_in(Path::new("/"), &[], lines)
}

#[test]
fn results_are_printed_line_by_line() {
    script(&[
        "x = 1 + 2",
        "x * 2",
        "y = x; z = [ x ]",
        "z",
        ":p { a.b = y; }",
        ":q",
        "never",
    ])
    .prints("6\n[ 3 ]\n{\n  a = { b = 3; };\n}");
    script(&[]).prints("");
    script(&["# nothing", "", "1"]).prints("1");
    // The last line needs no end.
    finish(&mut command(&["repl"]), b"1 + 1").prints("2");
}

#[test]
fn texts_take_as_many_lines_as_they_need() {
    script(&["{", "  a = 1;", "}.a", "let", " b = 2; in", "b"]).prints("1\n2");
    script(&["f = x:", "  x + 1", "f 1"]).prints("2");
    script(&[":p [", "1", "]"]).prints("[ 1 ]");
    let outcome = script(&["1", "[ 2"]);
    assert_eq!(
        (outcome.code, outcome.output.as_str()),
        (Some(1), "1\n"),
        "{outcome:?}"
    );
    assert!(
        outcome.errors.contains("unexpected end of file"),
        "{outcome:?}"
    );
}

#[test]
fn errors_do_not_end_it() {
    let outcome = script(&[
        "1 / 0",
        "throw \"a\"",
        "1 +* 2",
        "nope",
        ":nope",
        ":a 1",
        ":t",
        "2",
    ]);
    assert_eq!(
        (outcome.code, outcome.output.as_str()),
        (Some(1), "2\n"),
        "{outcome:?}"
    );
    for part in [
        "error: division by zero",
        "error: a\n",
        "error: syntax error",
        "error: undefined variable 'nope'",
        "error: unknown command ':nope', see ':?'",
        "error: expected a set but found an integer: 1",
        "error: ':t' needs an expression",
    ] {
        assert!(outcome.errors.contains(part), "{part}: {outcome:?}");
    }
}

#[test]
fn commands_tell() {
    script(&[":t 1", ":t { }", ":t map map", ":t x: x"])
        .prints("an integer\na set\nthe partially applied built-in function 'map'\na function");
    let outcome = script(&[":doc builtins.head", ":?"]);
    assert!(
        outcome
            .output
            .starts_with("Synopsis: builtins.head list\n\nits first element\n")
    );
    for name in [
        ":a, :add <expr>",
        ":te, :trace-enable [bool]",
        ":q, :quit",
        "<name> = <expr>",
    ] {
        assert!(outcome.output.contains(name), "{name}: {outcome:?}");
    }
    for (name, part) in [
        (":b 1", "':b' needs derivations to be built"),
        (":u", "':u' needs derivations to be built"),
        (
            ":lf nixpkgs",
            "':lf' is not available: flakes need a network",
        ),
        (":s", "no expression was evaluated yet"),
        (":te perhaps", "'perhaps' is neither 'true' nor 'false'"),
    ] {
        script(&[name]).fails(1, &["error: ", part]);
    }
}

#[test]
fn files_are_loaded_and_loaded_again() {
    let here = folder("repl-load");
    fs::write(
        here.join("a.nix"),
        "{ n ? 1 }: { a = n; b = import ./b.nix; }",
    )
    .unwrap();
    fs::write(here.join("b.nix"), "10").unwrap();
    let outcome = script_in(&here, &[], &[":l a.nix", "a + b", ":r", "a"]);
    outcome.prints("11\n1");
    assert_eq!(
        outcome.errors,
        "Added 2 variables.\na, b\nLoading 'a.nix'...\nAdded 2 variables.\na, b\n"
    );
    script_in(&here, &["a.nix", "-E", "{ c = 100; }"], &["a + b + c"]).prints("111");
    script_in(&here, &["-I", "here=."], &[":l <here/a.nix>", "a"]).prints("1");
    let missing = format!("error: path '{}/c.nix' does not exist", here.display());
    script_in(&here, &[], &[":l c.nix"]).fails(1, &[&missing]);
    let many =
        "builtins.listToAttrs (builtins.genList (n: { name = \"v${toString n}\"; value = n; }) 30)";
    let outcome = script(&[&format!(":a {many}")]);
    assert!(outcome.errors.contains(", and 10 more\n"), "{outcome:?}");
}

#[test]
fn rules_hold_in_a_dialogue_too() {
    let here = folder("repl-rules");
    fs::write(here.join("a.nix"), "{ a = 1; }").unwrap();
    let forbidden = "is forbidden in restricted mode";
    script_in(&here, &["--restrict-eval"], &[":l a.nix"]).fails(1, &[forbidden]);
    script_in(&here, &["--restrict-eval", "-I", "."], &[":l a.nix", "a"]).prints("1");
    script_in(&here, &["--pure-eval"], &["builtins.getEnv \"PATH\""]).prints("\"\"");
    script_in(
        &here,
        &["--max-heap", "32M"],
        &["let f = n: 1 + f n; in f 1"],
    )
    .fails(1, &["error: heap limit reached"]);
}

#[test]
fn traces_are_shown_where_wanted() {
    let failing = "let f = x: x + { }; in [ (f 1) ] == [ 1 ]";
    let trace = "while calling 'f'";
    let silent = script(&[failing, ":te", ":te"]);
    assert!(!silent.errors.contains(trace), "{silent:?}");
    let shown = script(&[":te", failing]);
    assert!(
        shown.errors.starts_with("showing error traces\n"),
        "{shown:?}"
    );
    assert!(shown.errors.contains(trace), "{shown:?}");
    let again = script(&[":te true", ":te false", failing]);
    assert!(!again.errors.contains(trace), "{again:?}");
}

#[test]
fn the_profile_is_of_the_last_expression() {
    let count = |lines: &[&str]| -> u64 {
        let outcome = script(lines);
        let line = outcome
            .output
            .lines()
            .rfind(|line| line.starts_with("instructions "));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.expect("it is counted").parse().expect("a number")
    };
    let long = "builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 1000)";
    let alone = count(&["1 + 1", ":s"]);
    assert_eq!(count(&[long, "1 + 1", ":s"]), alone);
    assert!(count(&["1 + 1", long, ":s"]) > 100 * alone);
    // Evaluated once: the second time only looks.
    assert!(count(&[&format!("x = {long}"), "x", "x", ":s"]) < 10 * alone);
    let outcome = script(&[":p [ 1 ]", ":s"]);
    for part in [
        "engine            frame-stack",
        "sources           1 (5 bytes)",
        "heap ",
    ] {
        assert!(outcome.output.contains(part), "{part}: {outcome:?}");
    }
}

#[test]
fn every_engine_has_dialogues() {
    for engine in framelab_eval::engine::NAMES {
        let lines = [
            "x = 20",
            "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f x",
        ];
        script_in(Path::new("/"), &["--engine", engine], &lines).prints("20");
    }
}

/// A dialogue at a terminal of its own.
struct Terminal {
    child: Child,
    keyboard: fs::File,
    screen: Arc<Mutex<String>>,
}

impl Terminal {
    fn start(state: &Path) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let side = || {
            let mut options = fs::OpenOptions::new();
            Stdio::from(options.read(true).write(true).open(&name).unwrap())
        };
        let child = command(&["repl"])
            .env("XDG_STATE_HOME", state)
            .env("TERM", "xterm")
            .stdin(side())
            .stdout(side())
            .stderr(side())
            .spawn()
            .unwrap();
        let keyboard = fs::File::from(master);
        let screen = Arc::new(Mutex::new(String::new()));
        let mut output = keyboard.try_clone().unwrap();
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                *seen.lock().unwrap() += &String::from_utf8_lossy(&buffer[..count]);
            }
        });
        Self {
            child,
            keyboard,
            screen,
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the screen shows something, and wipes it.
    #[track_caller]
    fn shows(&mut self, text: &str) {
        let started = Instant::now();
        loop {
            let mut screen = self.screen.lock().unwrap();
            if let Some(index) = screen.find(text) {
                screen.drain(..index + text.len());
                return;
            }
            let shown = screen.clone();
            drop(screen);
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "{text:?} does not come: {shown:?}"
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_terminal_has_completion_history_and_a_way_out() {
    let state = folder("repl-state");
    let mut terminal = Terminal::start(&state);
    terminal.shows("framelab> ");
    terminal.press("p = { hello = 40 + 1; other = 2; }\r");
    terminal.shows("framelab> ");
    terminal.press("p.he\t\r");
    terminal.shows("p.hello");
    terminal.shows("41");
    // What goes on gets another line.
    terminal.press("[ 1\r");
    terminal.press("20 ]\r");
    terminal.shows("20\u{1b}[0m\r\n]");
    terminal.press(":typ\x7f\x7f 1\r");
    terminal.shows("an integer");
    // An interrupt ends the evaluation, not the dialogue.
    terminal.press("let f = n: f (n + 1); in [ (f 0) ] == [ 1 ]\r");
    terminal.shows("== [ 1 ]");
    let pid = Pid::from_child(&terminal.child);
    thread::sleep(Duration::from_millis(300));
    kill_process(pid, Signal::INT).unwrap();
    terminal.shows("interrupted by the user");
    terminal.shows("framelab> ");
    // The last but one, from the history.
    terminal.press("\u{1b}[A\u{1b}[A\r");
    terminal.shows("an integer");
    terminal.press("\u{4}");
    let started = Instant::now();
    while terminal.child.try_wait().unwrap().is_none() {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "it does not end"
        );
        thread::sleep(Duration::from_millis(5));
    }
    assert!(terminal.child.wait().unwrap().success());
    let history = fs::read_to_string(state.join("framelab/repl-history")).unwrap();
    assert!(history.contains("p.hello\n"), "{history}");
    // The next dialogue remembers.
    let mut terminal = Terminal::start(&state);
    terminal.shows("framelab> ");
    terminal.press("\u{1b}[A");
    terminal.shows(":t 1");
}
