//! The harness itself: it finds a difference that is there, and cuts the program down to it.

use crate::campaign::Campaign;
use crate::campaign::folder;
use crate::observe::{Answer, EVERY_WAY, Observation, Subject, observe};
use framelab_eval::engine;

/// The default engine against itself with other options.
fn differing(change: impl FnOnce(&mut Subject)) -> Campaign {
    let subject = Subject::engine(engine::NAMES[0]);
    let mut other = subject.clone();
    "other".clone_into(&mut other.name);
    change(&mut other);
    Campaign {
        subjects: vec![subject, other],
        programs: 5000,
        seed: 1,
        progress: None,
    }
}

/// The smallest program of a report.
fn smallest(report: &str) -> &str {
    report.split("\n\n").nth(1).expect("a program")
}

#[test]
fn an_engine_agrees_with_itself() {
    let outcome = differing(|_| {}).run().expect("no disagreement");
    assert_eq!(outcome.compared + outcome.too_large, 5000);
}

#[test]
fn what_is_printed_is_compared() {
    let report = differing(|other| other.options.trace_verbose = false)
        .run()
        .expect_err("some program calls traceVerbose");
    let program = smallest(&report);
    assert!(program.contains("traceVerbose"), "{report}");
    assert!(program.len() < 60, "{report}");
    assert!(
        report.contains("seed ") && report.contains("trace: "),
        "{report}"
    );
}

#[test]
fn errors_are_compared() {
    let report = differing(|other| other.options.abort_on_warn = true)
        .run()
        .expect_err("some program warns");
    let program = smallest(&report);
    assert!(program.contains("warn"), "{report}");
    assert!(program.len() < 60, "{report}");
}

#[test]
fn every_look_is_taken() {
    let subject = Subject::engine(engine::NAMES[0]);
    let program = "{ a = builtins.trace \"once\" (1 + 1); b = [ (x: x) ]; }";
    let Observation::Answers(answers) = observe(&subject, EVERY_WAY, program, &folder()) else {
        panic!("it evaluates");
    };
    let text = |name: &str| {
        let found = answers.iter().find(|(other, _)| *other == name);
        match &found.expect("looked at").1 {
            Answer::Text(text) => text.clone(),
            Answer::Failure(failure) => failure.message.clone(),
        }
    };
    assert_eq!(text("lazy"), "{ a = <CODE>; b = <CODE>; }");
    assert_eq!(text("strict"), "{ a = 2; b = [ <LAMBDA> ]; }");
    assert_eq!(text("strict again"), text("strict"));
    assert_eq!(text("JSON"), "cannot convert a function to JSON");
    assert_eq!(text("printed"), "trace: once");
}
