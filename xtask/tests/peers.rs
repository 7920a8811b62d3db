//! `cargo xtask peers` with scripts in place of both evaluators.

mod support;

use std::fs;

use support::{Laboratory, Outcome, script};

/// Answers as both evaluators do: the version, `1` for the start-up row, anything for the front end's, the depth of nested
/// calls, 42 for the workload and for `fib`; and gives statistics to whoever asks for them.
fn evaluator(name: &str, answer: &str) -> String {
    format!(
        "case \"$*\" in *--stats=json*) echo '{{ \"heap\": {{ \"bytes\": 2097152 }} }}' >&2 ;; esac\n\
         [ -z \"$NIX_SHOW_STATS\" ] || echo '{{ \"gc\": {{ \"totalBytes\": 5242880 }} }}' >\"$NIX_SHOW_STATS_PATH\"\n\
         case \"$*\" in\n\
         --version) echo '{name} 1.2' ;;\n\
         *'-E 1') echo 1 ;;\n\
         *'in f 1000000') echo 1000000 ;;\n\
         *definitions-10000.nix) echo '\"1.0\"' ;;\n\
         *double/default.nix*'--arg size 21') {answer} ;;\n\
         *fib/default.nix*'--arg size 26') echo {name} >>log; echo 42 ;;\n\
         *) echo \"unexpected: $*\" >&2; exit 7 ;;\n\
         esac\n"
    )
}

fn compare(ours: &str, theirs: &str) -> (Laboratory, Outcome) {
    compare_with(Laboratory::with_answer("42"), ours, theirs, &[])
}

/// The same in a laboratory that has `fib`, too, and a Lua that prints something.
fn compare_calls(answer: &str) -> (Laboratory, Outcome) {
    let laboratory = Laboratory::with_answer("42");
    let manifest = fs::read_to_string(laboratory.path("manifest.toml")).expect("it is there");
    let fib = manifest
        .replace("'double'", "'fib'")
        .replace("value = 21", "value = 26");
    laboratory.write("manifest.toml", &format!("{manifest}\n{fib}"));
    fs::create_dir(laboratory.path("fib")).expect("it is new");
    laboratory.write("fib/default.nix", "{ size }: 42\n");
    let lua = laboratory.path("lua");
    script(
        &lua,
        &format!(
            "case \"$*\" in\n-v) echo 'Lua 5.4.9  Copyright' ;;\n*fib/fib.lua' '26) echo lua >>log; echo {answer} ;;\nesac\n"
        ),
    );
    let lua = lua.display().to_string();
    compare_with(laboratory, "echo 42", "echo 42", &["--lua", &lua])
}

fn compare_with(
    laboratory: Laboratory,
    ours: &str,
    theirs: &str,
    more: &[&str],
) -> (Laboratory, Outcome) {
    let framelab = laboratory.path("framelab");
    let nix = laboratory.path("nix-instantiate");
    script(&framelab, &evaluator("framelab", ours));
    script(&nix, &evaluator("nix-instantiate", theirs));
    let (framelab, nix) = (framelab.display().to_string(), nix.display().to_string());
    let mut arguments = vec!["--quick", "--framelab", &framelab, "--nix", &nix];
    arguments.extend(["--json", "comparison.json"]);
    arguments.extend(more);
    // Nothing on PATH is needed, and no Lua is found there.
    let outcome = laboratory.run_with_path("peers", &arguments, "/nonexistent");
    (laboratory, outcome)
}

#[test]
fn equal_answers_are_compared_in_a_table_and_as_json() {
    let (laboratory, outcome) = compare("echo 42", "echo 42");
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    let table = outcome.stdout();
    for part in [
        "# framelab 1.2 and nix-instantiate 1.2",
        "- Command: `cargo xtask peers",
        "\n- Measured: a build that was given\n",
        "\n| double | 21 |",
        "\n| start-up (`-E 1`) |",
        "\n| reading definitions (Nix: `--parse`) | 10000 |",
        "\n| CPU time |",
        "\n| peak memory |",
        "\n## Memory\n",
        " | 5.0 | ? |\n",
        "\n## A function call\n\n**Not measured**: `fib` is not among the workloads measured.\n",
        "\n| 1000000 | 1 |",
        "\n## Engines\n\n**Not measured**: `--quick` leaves out what callgrind counts.\n",
        "\n| CPU time / Nix, geometric mean | `--quick` takes smaller sizes | 0.500 | **NOT JUDGED** |\n",
    ] {
        assert!(table.contains(part), "{part} is missing from\n{table}");
    }
    let json = fs::read_to_string(laboratory.path("comparison.json")).expect("it was written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["schema_version"], 3);
    assert_eq!(json["build"], "given");
    assert_eq!(json["limits"][0]["at_most"], 0.5);
    assert_eq!(json["programs"][0]["workload"], "double");
    let runs = &json["programs"][0]["cost"]["wall_nanoseconds"]["nix"]["runs"];
    assert_eq!(*runs, 2);
    let memory = &json["programs"][0]["memory"];
    assert_eq!(memory["arena_bytes"], 2 << 20);
    assert_eq!(memory["nix_allocated_bytes"], 5 << 20);
    // The script's own memory, of which the laboratory's is no part.
    let peak = &json["programs"][0]["cost"]["peak_resident_bytes"]["framelab"]["maximum"];
    assert!(peak.as_f64().is_some_and(|bytes| bytes < 7e6), "{peak}");
}

#[test]
fn three_programs_take_turns_at_calls() {
    let (laboratory, outcome) = compare_calls("42");
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    let table = outcome.stdout();
    for part in [
        "\n`fib` at 26 on each in turn, 2 rounds",
        "\n| framelab 1.2 | ",
        "\n| nix-instantiate 1.2 | ",
        "\n| Lua 5.4.9 | ",
    ] {
        assert!(table.contains(part), "{part} is missing from\n{table}");
    }
    let log = fs::read_to_string(laboratory.path("log")).expect("they were called");
    let calls: Vec<&str> = log.lines().collect();
    // As a workload of two: once before the rounds, then two rounds; then with Lua the same.
    let workload = ["framelab", "nix-instantiate"].repeat(3);
    let with_lua = ["framelab", "nix-instantiate", "lua"].repeat(3);
    assert_eq!(calls, [workload, with_lua].concat());
    let json = fs::read_to_string(laboratory.path("comparison.json")).expect("it was written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let lua = &json["call"]["measured"]["lua"]["measured"];
    assert_eq!(lua["version"], "Lua 5.4.9");
    assert_eq!(lua["cpu_nanoseconds"]["runs"], 2);
}

#[test]
fn a_wrong_answer_of_lua_stops_the_comparison() {
    let (_laboratory, outcome) = compare_calls("43");
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    for part in ["`fib` at size 26", "Lua 5.4.9", "expected: 42", "got: 43"] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
}

#[test]
fn without_lua_the_comparison_says_so() {
    let (_laboratory, outcome) = compare("echo 42", "echo 42");
    let message = outcome.stderr();
    assert!(
        message.contains("Lua is not measured: no Lua 5.4 is on PATH: `apt-get install lua5.4`"),
        "{message}"
    );
    let laboratory = Laboratory::with_answer("42");
    let nix = laboratory.path("nix-instantiate");
    script(&nix, &evaluator("nix-instantiate", "echo 42"));
    let nix = nix.display().to_string();
    let outcome = laboratory.run("peers", &["--nix", &nix, "--lua", "/nonexistent/lua"]);
    assert_eq!(outcome.code(), Some(2));
    let message = outcome.stderr();
    assert!(
        message.contains("no Lua to compare with: /nonexistent/lua: cannot run"),
        "{message}"
    );
}

#[test]
fn a_check_fails_where_limits_cannot_be_judged() {
    let (_laboratory, outcome) = compare_with(
        Laboratory::with_answer("42"),
        "echo 42",
        "echo 42",
        &["--check"],
    );
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    for part in [
        "error: 10 of 10 limits are not shown to be met\n",
        "\n  not judged: CPU time / Nix, worst (`double`), at most 0.900: `--quick` takes smaller sizes\n",
        "\n  not judged: CPU time / Nix, `fib` at 32, at most 0.350: `fib` is not among the workloads measured\n",
    ] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
    assert!(outcome.stdout().contains("\n## Limits\n"));
}

#[test]
fn what_was_written_is_judged_and_shown_again() {
    let (laboratory, outcome) = compare("echo 42", "echo 42");
    let again = laboratory.run_plain(&["peers", "--from", "comparison.json"]);
    assert_eq!(again.code(), Some(0), "{}", again.stderr());
    assert_eq!(again.stdout(), outcome.stdout());
    let checked = laboratory.run_plain(&["peers", "--from", "comparison.json", "--check"]);
    assert_eq!(checked.code(), Some(1));
    let written = laboratory.run_plain(&["peers", "--from", "comparison.json", "--write"]);
    assert_eq!(written.code(), Some(1));
    let message = written.stderr();
    assert!(message.contains("nothing was written"), "{message}");
}

#[test]
fn what_another_version_wrote_is_refused() {
    let laboratory = Laboratory::with_answer("42");
    laboratory.write("old.json", "{ \"schema_version\": 2 }");
    let outcome = laboratory.run_plain(&["peers", "--from", "old.json"]);
    assert_eq!(outcome.code(), Some(1));
    let expected = "error: cannot use old.json: its format is version 2, this command knows version 3: \
                    measure again with `cargo xtask peers --json FILE`\n";
    assert_eq!(outcome.stderr(), expected);
}

#[test]
fn a_build_is_made_or_given() {
    let laboratory = Laboratory::with_answer("42");
    for build in ["given", "guided"] {
        let outcome = laboratory.run("peers", &["--framelab", "framelab", "--build", build]);
        assert_eq!(outcome.code(), Some(2), "{}", outcome.stderr());
    }
}

#[test]
fn a_part_of_the_workloads_is_no_table_for_the_document() {
    let laboratory = Laboratory::with_answer("42");
    for part in [&["--quick"][..], &["--workload", "fib"]] {
        let arguments = [&["peers", "--write"][..], part].concat();
        let outcome = laboratory.run_plain(&arguments);
        assert_eq!(outcome.code(), Some(2), "{}", outcome.stderr());
        let message = outcome.stderr();
        assert!(message.contains("cannot be used with"), "{message}");
    }
}

#[test]
fn a_wrong_answer_of_nix_stops_the_comparison() {
    let (laboratory, outcome) = compare("echo 42", "echo 43");
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    for part in [
        "`double` at size 21",
        "nix-instantiate 1.2",
        "expected: 42",
        "got: 43",
    ] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
    assert_eq!(outcome.stdout(), "");
    assert!(!laboratory.path("comparison.json").exists());
}

#[test]
fn a_wrong_answer_of_framelab_stops_the_comparison() {
    let (_laboratory, outcome) = compare("echo 41", "echo 42");
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    assert!(
        message.contains("framelab 1.2") && message.contains("got: 41"),
        "{message}"
    );
}

#[test]
fn a_failure_is_shown_with_the_command_and_its_message() {
    let (_laboratory, outcome) = compare("echo 42; echo 'error: oh no' >&2; exit 1", "echo 42");
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    for part in ["failed on framelab 1.2", "--arg size 21", "error: oh no"] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
}

#[test]
fn without_a_nix_instantiate_the_command_line_is_at_fault() {
    let laboratory = Laboratory::with_answer("42");
    let outcome = laboratory.run("peers", &["--nix", "/nonexistent/nix-instantiate"]);
    assert_eq!(outcome.code(), Some(2));
    let message = outcome.stderr();
    assert!(
        message.contains("no nix-instantiate to compare with"),
        "{message}"
    );
}

#[test]
fn an_unknown_workload_is_a_usage_error() {
    let laboratory = Laboratory::with_answer("42");
    let outcome = laboratory.run("peers", &["--workload", "triple"]);
    assert_eq!(outcome.code(), Some(2));
    assert!(
        outcome
            .stderr()
            .contains("there is no workload `triple`; the manifest lists double"),
        "{}",
        outcome.stderr()
    );
}
