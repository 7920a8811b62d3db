//! `cargo xtask profile` on a manifest of its own: what it writes, and what it refuses.

mod support;

use std::fs;
use std::process::Command;

use framelab_eval::engine;
use serde_json::Value;
use support::{Laboratory, Outcome};

const ENGINE: &str = engine::NAMES[0];

fn profile(laboratory: &Laboratory, arguments: &[&str]) -> Outcome {
    laboratory.run("profile", &[&["double"], arguments].concat())
}

fn read(laboratory: &Laboratory, name: &str) -> String {
    fs::read_to_string(laboratory.path(name)).expect("it was written")
}

fn valgrind_is_there() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

#[test]
fn instructions_are_the_same_in_every_run() {
    if !valgrind_is_there() {
        eprintln!("not tested: there is no valgrind");
        return;
    }
    let laboratory = Laboratory::with_answer("42");
    for engine in engine::NAMES {
        let table = |folder: &str| {
            let arguments = [
                "--engine",
                engine,
                "--only",
                "functions",
                "--output",
                folder,
            ];
            let outcome = profile(&laboratory, &arguments);
            assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
            assert!(
                outcome.stdout().contains("instructions: "),
                "{}",
                outcome.stdout()
            );
            read(&laboratory, &format!("{folder}/functions.txt"))
        };
        let first = table("first");
        assert!(first.contains("100.0%  (all)"), "{first}");
        assert!(first.contains("framelab_eval::"), "{first}");
        assert!(
            !first.contains("xtask::"),
            "only the evaluation counts: {first}"
        );
        assert_eq!(first, table("second"));
    }
}

#[test]
fn without_valgrind_the_table_says_what_to_install() {
    let programs = support::programs_without("valgrind");
    let laboratory = Laboratory::with_answer("42");
    let arguments = [
        "--engine",
        ENGINE,
        "--only",
        "functions",
        "--output",
        "profile",
    ];
    let outcome = laboratory.run_with_path(
        "profile",
        &[&["double"], &arguments[..]].concat(),
        &programs.path().to_string_lossy(),
    );
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    let remedy = "apt-get install valgrind";
    assert!(outcome.stderr().contains(remedy), "{}", outcome.stderr());
    assert!(read(&laboratory, "profile/functions.txt").contains(remedy));
}

#[test]
fn a_flame_graph_names_the_functions_of_the_evaluation() {
    let laboratory = Laboratory::with_answer("42");
    laboratory.write(
        "double/default.nix",
        "{ size }: builtins.foldl' (a: b: b) 42 (builtins.genList (n: if n < 9999 then n else 42) 10000)\n",
    );
    for engine in engine::NAMES {
        let arguments = [
            "--engine",
            engine,
            "--only",
            "flamegraph",
            "--output",
            "profile",
        ];
        let outcome = profile(&laboratory, &arguments);
        assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
        assert!(
            outcome.stdout().contains(" samples: "),
            "{}",
            outcome.stdout()
        );
        let svg = read(&laboratory, "profile/flamegraph.svg");
        let title = format!("double at 21 on {engine}");
        for part in [
            "<svg",
            &title,
            "framelab_benches::evaluation::answer",
            "framelab_eval::engine::",
        ] {
            assert!(svg.contains(part), "{part} is missing");
        }
    }
}

#[test]
fn counts_are_the_same_in_every_run() {
    let laboratory = Laboratory::with_answer("42");
    for engine in engine::NAMES {
        let counts = |folder: &str| {
            let arguments = ["--engine", engine, "--only", "counts", "--output", folder];
            let outcome = profile(&laboratory, &arguments);
            assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
            let text = read(&laboratory, &format!("{folder}/counts.json"));
            let mut counts: Value = serde_json::from_str(&text).expect("it is JSON");
            // What varies: times, and what the system tells of the process.
            counts["statistics"]["time"].take();
            counts["statistics"]["peak_memory_bytes"].take();
            counts
        };
        let first = counts("first");
        assert_eq!(first["answer"], "42");
        assert_eq!(first["statistics"]["engine"], *engine);
        assert!(first["statistics"]["dispatch"]["instructions"].as_u64() > Some(0));
        let heap = &first["statistics"]["heap"];
        assert!(heap["objects"].as_u64() > Some(0));
        assert!(heap["kinds"]["attribute set"]["bytes"].as_u64() > Some(0));
        assert!(heap["beside"]["generator"]["objects"].is_u64());
        for field in ["calls", "bytes", "peak_bytes"] {
            assert!(first["allocator"][field].as_u64() > Some(0), "{field}");
        }
        assert_eq!(first, counts("second"));
    }
}

#[test]
fn allocation_sites_are_functions_of_the_evaluator() {
    let laboratory = Laboratory::with_answer("42");
    let arguments = ["--engine", ENGINE, "--only", "heap", "--output", "profile"];
    let outcome = profile(&laboratory, &arguments);
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    assert!(outcome.stdout().contains("heap: "), "{}", outcome.stdout());
    let table = read(&laboratory, "profile/heap.txt");
    assert!(table.contains("(eval/src/"), "{table}");
    assert!(table.contains("  (all)"), "{table}");
    let viewed = read(&laboratory, "profile/dhat-heap.json");
    let viewed: Value = serde_json::from_str(&viewed).expect("it is JSON");
    assert_eq!(viewed["mode"], "rust-heap");
}

#[test]
fn a_wrong_answer_or_a_failure_is_no_profile() {
    let part = if valgrind_is_there() {
        "functions"
    } else {
        "counts"
    };
    let arguments = ["--engine", ENGINE, "--only", part, "--output", "profile"];
    let laboratory = Laboratory::with_answer("43");
    let outcome = profile(&laboratory, &arguments);
    assert_eq!(outcome.code(), Some(1));
    for text in ["`double` at size 21", "expected: 43", "got: 42"] {
        assert!(outcome.stderr().contains(text), "{}", outcome.stderr());
    }
    laboratory.write("double/default.nix", "{ size }: size.nonsense\n");
    let outcome = profile(&laboratory, &arguments);
    assert_eq!(outcome.code(), Some(1));
    assert!(
        outcome.stderr().contains("default.nix:1:"),
        "{}",
        outcome.stderr()
    );
}

#[test]
fn what_there_is_not_is_refused_with_what_there_is() {
    let laboratory = Laboratory::with_answer("42");
    let refused = |arguments: &[&str], parts: &[&str]| {
        let outcome = laboratory.run("profile", arguments);
        assert_eq!(outcome.code(), Some(2), "{}", outcome.stderr());
        for part in parts {
            assert!(outcome.stderr().contains(part), "{}", outcome.stderr());
        }
    };
    refused(&["triple", "--engine", ENGINE], &["`triple`", "double"]);
    refused(&["double", "--engine", "steam"], &["'steam'", ENGINE]);
    refused(&["double"], &["--engine"]);
    let huge = ["double", "--engine", ENGINE, "--size", "huge"];
    refused(&huge, &["`huge`", "tiny"]);
    let part = ["double", "--engine", ENGINE, "--only", "mood"];
    refused(&part, &["'mood'", "functions"]);
}
