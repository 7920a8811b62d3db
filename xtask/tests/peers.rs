//! `cargo xtask peers` with scripts in place of both evaluators.

mod support;

use std::fs;

use support::{Laboratory, Outcome, script};

/// Answers as both evaluators do: the version, `1` for the start-up row, anything for the front end's, 42 for the workload.
fn evaluator(name: &str, answer: &str) -> String {
    format!(
        "case \"$*\" in\n\
         --version) echo '{name} 1.2' ;;\n\
         *'-E 1') echo 1 ;;\n\
         *definitions-10000.nix) echo '\"1.0\"' ;;\n\
         *default.nix*'--arg size 21') {answer} ;;\n\
         *) echo \"unexpected: $*\" >&2; exit 7 ;;\n\
         esac\n"
    )
}

fn compare(ours: &str, theirs: &str) -> (Laboratory, Outcome) {
    let laboratory = Laboratory::with_answer("42");
    let framelab = laboratory.path("framelab");
    let nix = laboratory.path("nix-instantiate");
    script(&framelab, &evaluator("framelab", ours));
    script(&nix, &evaluator("nix-instantiate", theirs));
    let outcome = laboratory.run(
        "peers",
        &[
            "--quick",
            "--framelab",
            &framelab.display().to_string(),
            "--nix",
            &nix.display().to_string(),
            "--json",
            "comparison.json",
        ],
    );
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
        "\n| double | 21 |",
        "\n| start-up (`-E 1`) |",
        "\n| reading definitions (Nix: `--parse`) | 10000 |",
        "\n| CPU time |",
        "\n| peak memory |",
    ] {
        assert!(table.contains(part), "{part} is missing from\n{table}");
    }
    let json = fs::read_to_string(laboratory.path("comparison.json")).expect("it was written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["programs"][0]["workload"], "double");
    let runs = &json["programs"][0]["cost"]["wall_nanoseconds"]["nix"]["runs"];
    assert_eq!(*runs, 2);
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
