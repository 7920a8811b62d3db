//! The language as golden files: every case on every engine, and on C++ Nix if it is at hand.
//!
//! `tests/golden/TOPIC/NAME.nix` is evaluated in its own folder. Beside it lies what has to come out:
//!
//! - `NAME.exp`: standard output, to the byte; or
//! - `NAME.err`: the final error's message, a suggestion if there is one, then `at LINE:COLUMN` (with the file
//!   in front if it is another one), or `at -` if C++ Nix gives no place, where any is welcome;
//! - `NAME.short` and `NAME.trace`, beside `NAME.err`: standard error, whole, as it is and with `--show-trace`;
//! - `NAME.warn`: standard error before that, if there is any: traces and warnings in their order;
//! - `NAME.flags`: arguments, one a line. `--no-strict` is the suite's own: print without forcing deeply.
//!
//! `$DIR` stands for the topic's folder. Everything else in a folder is read by its cases.
//!
//! To confirm the expectations themselves, name a C++ Nix:
//! `FRAMELAB_NIX=/path/to/nix-instantiate cargo test -p framelab-eval --test golden oracle`

use std::env;
use std::path::PathBuf;

mod support;

use support::{Case, Places, Subject, Trace, cases, topics};

/// Every case runs on a native stack of 256 KiB: nothing in the evaluator may need more.
const SMALL_STACK: &str = "ulimit -s 256 && exec \"$0\" \"$@\"";

/// A suite smaller than this has lost cases.
const FEWEST_CASES: usize = 1000;

/// Each engine as the command runs it: a process a case, so that a crash or a hang is one case's own.
fn engines() -> Vec<Subject> {
    let subject = |engine: &str| Subject {
        program: PathBuf::from("/bin/sh"),
        arguments: [
            "-c",
            SMALL_STACK,
            env!("CARGO_BIN_EXE_framelab"),
            "eval",
            "--engine",
            engine,
        ]
        .map(str::to_owned)
        .to_vec(),
        name: engine.to_owned(),
        places: Places::MoreAllowed,
    };
    framelab_eval::engine::NAMES
        .iter()
        .map(|engine| subject(engine))
        .collect()
}

/// Fails with all differences at once.
fn check(cases: &[Case], subjects: &[Subject]) {
    let differences: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            subjects.iter().flat_map(|subject| {
                let answer = case.difference(subject);
                answer
                    .into_iter()
                    .chain(case.difference_of_reports(subject))
            })
        })
        .collect();
    assert!(
        differences.is_empty(),
        "{} of {} answers differ\n\n{}",
        differences.len(),
        cases.len() * subjects.len(),
        differences.join("\n")
    );
}

macro_rules! topics {
    ($($test:ident: $topic:literal,)*) => {
        $(
            #[test]
            fn $test() {
                check(&cases($topic), &engines());
            }
        )*

        #[test]
        fn every_topic_has_a_test() {
            assert_eq!(topics(), [$($topic),*]);
        }
    };
}

topics! {
    access: "access",
    attribute_sets: "attribute-sets",
    builtins_lists: "builtins-lists",
    builtins_numbers: "builtins-numbers",
    builtins_regex: "builtins-regex",
    builtins_sets: "builtins-sets",
    builtins_strings: "builtins-strings",
    contexts: "contexts",
    conversions: "conversions",
    derivations: "derivations",
    equality: "equality",
    error_traces: "error-traces",
    fetching: "fetching",
    flake_references: "flake-references",
    functions: "functions",
    laziness: "laziness",
    let_and_rec: "let-and-rec",
    literals: "literals",
    operators: "operators",
    paths: "paths",
    programs: "programs",
    scoping_with_assert: "scoping-with-assert",
    sources: "sources",
    strings: "strings",
    syntax_errors: "syntax-errors",
}

#[test]
fn suite_is_complete() {
    let all: Vec<Case> = topics().iter().flat_map(|topic| cases(topic)).collect();
    let errors = all.iter().filter(|case| case.expects_error()).count();
    assert!(
        all.len() >= FEWEST_CASES,
        "only {} cases were found",
        all.len()
    );
    assert!(
        errors * 4 >= all.len(),
        "only {errors} of {} cases expect an error",
        all.len()
    );
}

/// C++ Nix, if it is at hand.
fn oracle() -> Option<Subject> {
    let Some(program) = env::var_os("FRAMELAB_NIX") else {
        eprintln!(
            "SKIPPED: no C++ Nix to ask. Run it with\n    FRAMELAB_NIX=/path/to/nix-instantiate \
             cargo test -p framelab-eval --test golden oracle"
        );
        return None;
    };
    let arguments = ["--eval", "--store", "dummy://", "--readonly-mode"];
    Some(Subject {
        program: PathBuf::from(program),
        arguments: arguments.map(str::to_owned).to_vec(),
        name: "C++ Nix".to_owned(),
        places: Places::Exact,
    })
}

#[test]
fn oracle_confirms_golden() {
    let Some(subject) = oracle() else {
        return;
    };
    let all: Vec<Case> = topics().iter().flat_map(|topic| cases(topic)).collect();
    check(&all, &[subject]);
}

/// Of a thousand reports of errors, so many are C++ Nix's to the byte, at least: in short and in full.
const FEWEST_EQUAL_REPORTS: [(Trace, usize); 2] = [(Trace::Short, 950), (Trace::Full, 965)];

#[test]
fn oracle_reports_errors_alike() {
    let Some(oracle) = oracle() else {
        return;
    };
    let engine = engines().remove(0);
    let errors: Vec<Case> = topics()
        .iter()
        .flat_map(|topic| cases(topic))
        .filter(Case::expects_error)
        .collect();
    for (trace, fewest) in FEWEST_EQUAL_REPORTS {
        let differs = |case: &&Case| case.report(&engine, trace) != case.report(&oracle, trace);
        let different: Vec<String> = errors.iter().filter(differs).map(Case::title).collect();
        let equal = errors.len() - different.len();
        eprintln!(
            "{trace:?}: {equal} of {} reports are equal; not:\n    {}",
            errors.len(),
            different.join("\n    ")
        );
        assert!(equal * 1000 >= errors.len() * fewest, "{trace:?}: {equal}");
    }
}
