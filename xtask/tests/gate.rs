//! The gate as a person meets it: what it prints, writes and ends with, for each thing that it must not let pass.

#[allow(dead_code, reason = "a part of it is used")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use support::programs_without;
use tempfile::TempDir;

/// Files of parts in a folder of their own.
struct Run {
    folder: TempDir,
    parts: Vec<Value>,
}

/// What a run ended with.
struct Outcome(Output);

impl Outcome {
    #[track_caller]
    fn assert(&self, code: i32, sentence: &str) {
        let complaint = String::from_utf8_lossy(&self.0.stderr);
        assert_eq!(self.0.status.code(), Some(code), "{complaint}");
        assert!(complaint.contains(sentence), "{complaint}");
    }

    fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }
}

fn row(id: &str, instructions: u64) -> Value {
    json!({
        "id": id, "instructions": instructions, "vm_instructions": 1000, "allocator_calls": 500,
        "allocator_bytes": 500_000, "heap_bytes": 100_000,
        "functions": { "eval::dispatch": instructions - 1000, "eval::force": 1000 },
        "files": { "eval/src/machine.rs": instructions },
    })
}

fn counts(tree: &str, rows: &[Value]) -> Value {
    json!({
        "schema_version": 1,
        "revision": { "commit": format!("{tree}{}", "0".repeat(40 - tree.len())), "dirty": false },
        "tree": tree,
        "fingerprint": {
            "rustc": "rustc 1.95.0", "target": "x86_64-unknown-linux-gnu", "target_features": "fxsr sse2", "rustflags": "",
            "profile": "{ lto = \"fat\" }", "allocator": "mimalloc 0.1.52", "libc": "ldd 2.36", "valgrind": "valgrind-3.19.0",
            "cpu_features": "avx2 bmi2",
        },
        "benchmarks": rows,
    })
}

impl Run {
    /// Two parts of a run of four benchmarks in which nothing changed.
    fn unchanged() -> Self {
        let ids = [
            "whole/a/e/tiny",
            "whole/b/e/tiny",
            "whole/c/e/tiny",
            "whole/d/e/tiny",
        ];
        let part = |index: usize| {
            let own = ids.iter().skip(index - 1).step_by(2);
            let rows: Vec<Value> = own.map(|id| row(id, 1_000_000)).collect();
            json!({
                "schema_version": 1, "shard": { "index": index, "count": 2 }, "ids": ids,
                "base": counts("ba5e", &rows), "now": counts("a0a0", &rows),
            })
        };
        Self {
            folder: tempfile::tempdir().expect("a directory can be made"),
            parts: vec![part(1), part(2)],
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `cargo xtask merge` of all parts.
    fn merge(&self, more: &[&str]) -> Outcome {
        let mut merge = Command::new(env!("CARGO_BIN_EXE_xtask"));
        merge.arg("merge").current_dir(self.folder.path());
        for (place, part) in self.parts.iter().enumerate() {
            let path = self.path(&format!("part-{place}.json"));
            fs::write(&path, part.to_string()).expect("the directory is writable");
            merge.arg(path);
        }
        if !more.contains(&"--threshold") {
            merge.args(["--threshold", "0.1"]);
        }
        Outcome(
            merge
                .args(more)
                .output()
                .expect("the binary under test starts"),
        )
    }

    /// Puts a value at a place of the second part.
    fn with(mut self, place: &str, value: Value) -> Self {
        let slot = self.parts[1].pointer_mut(place);
        *slot.unwrap_or_else(|| panic!("{place} is there")) = value;
        self
    }
}

#[test]
fn what_did_not_change_passes() {
    let run = Run::unchanged();
    let outcome = run.merge(&[
        "--markdown",
        "gate.md",
        "--json",
        "gate.json",
        "--bencher",
        "bencher.json",
    ]);
    outcome.assert(0, "");
    let printed = outcome.stdout();
    assert!(
        printed.contains("Gate: pass; 4 benchmarks, 0 improved, none regressed"),
        "{printed}"
    );
    assert!(
        printed.contains(
            "| `whole/a/e/tiny` | instructions | 1,000,000 | 1,000,000 |      0 | unchanged |"
        ),
        "{printed}"
    );
    let comment = fs::read_to_string(run.path("gate.md")).expect("it was written");
    assert!(
        comment.starts_with("<!-- framelab gate -->\n## Gate: pass"),
        "{comment}"
    );
    let json = read(&run.path("gate.json"));
    assert_eq!(json["verdict"], "unchanged");
    assert_eq!(json["rows"][3]["benchmark"], "whole/d/e/tiny");
    let bencher = read(&run.path("bencher.json"));
    assert_eq!(
        bencher["whole/b/e/tiny"]["instructions"]["value"],
        1_000_000.0
    );
}

#[test]
fn a_regression_ends_with_1_and_names_the_function() {
    let dearer = row("whole/b/e/tiny", 1_010_000);
    let run = Run::unchanged().with("/now/benchmarks/0", dearer);
    let outcome = run.merge(&["--markdown", "gate.md", "--json", "gate.json"]);
    outcome.assert(1, "REGRESSION in 1 of 4 benchmarks; 0 improved");
    let printed = outcome.stdout();
    let change = printed.lines().find(|line| line.contains("whole/b/e/tiny"));
    assert!(
        change.is_some_and(|line| line.contains("+1.000 % | REGRESSION")),
        "{printed}"
    );
    let ledger = &read(&run.path("gate.json"))["rows"][1]["ledger"];
    let functions = &ledger["functions"];
    assert_eq!(functions["named"][0]["name"], "eval::dispatch");
    assert_eq!(functions["named"][0]["change"], 10_000);
    assert_eq!(ledger["files"]["named"][0]["name"], "eval/src/machine.rs");
    assert_eq!(
        (&ledger["total"], &functions["residual"]),
        (&json!(10_000), &json!(0))
    );
    let comment = fs::read_to_string(run.path("gate.md")).expect("written whatever the verdict is");
    assert!(
        comment.contains("machine instructions for each: 1000.00 → 1010.00 (+1.000 %)"),
        "{comment}"
    );
    run.merge(&["--threshold", "2"]).assert(0, "");
}

#[test]
fn more_memory_is_a_regression_too() {
    for (field, more) in [
        ("allocator_calls", 600),
        ("allocator_bytes", 600_000),
        ("heap_bytes", 105_000),
    ] {
        let run = Run::unchanged().with(&format!("/now/benchmarks/0/{field}"), json!(more));
        run.merge(&[]).assert(1, "REGRESSION in 1 of 4 benchmarks");
    }
    // What is done once in a process is none.
    let run = Run::unchanged().with("/now/benchmarks/0/allocator_calls", json!(520));
    run.merge(&[]).assert(0, "");
}

#[test]
fn an_improvement_passes() {
    let cheaper = row("whole/d/e/tiny", 900_000);
    let outcome = Run::unchanged()
        .with("/now/benchmarks/1", cheaper)
        .merge(&[]);
    outcome.assert(0, "");
    assert!(
        outcome
            .stdout()
            .contains("4 benchmarks, 1 improved, none regressed")
    );
}

#[test]
fn nothing_counted_is_not_compared() {
    Run::unchanged()
        .with("/now/benchmarks/0/instructions", json!(0))
        .merge(&[])
        .assert(3, "`whole/b/e/tiny` counted no instructions on now");
}

#[test]
fn what_counts_depend_on_has_to_be_the_same() {
    for (field, sentence) in [
        (
            "rustc",
            "the toolchain differs: `rustc 1.95.0` on base, `other` now",
        ),
        ("target", "the target differs"),
        (
            "target_features",
            "the set of CPU features compiled for differs",
        ),
        ("rustflags", "RUSTFLAGS differs"),
        ("profile", "the release profile differs"),
        (
            "allocator",
            "the allocator differs: `mimalloc 0.1.52` on base, `other` now",
        ),
        ("libc", "the C library differs"),
        (
            "valgrind",
            "valgrind differs: `valgrind-3.19.0` on base, `other` now",
        ),
        (
            "cpu_features",
            "the set of CPU features differs: `avx2 bmi2` on base, `other` now",
        ),
    ] {
        let mut run = Run::unchanged();
        for part in &mut run.parts {
            part["now"]["fingerprint"][field] = json!("other");
        }
        run.merge(&[]).assert(3, sentence);
        // On one machine only: the parts do not belong together.
        let run = Run::unchanged().with(&format!("/now/fingerprint/{field}"), json!("other"));
        run.merge(&[]).assert(
            3,
            "now of part 2/2 is from a different build than that of the first",
        );
    }
}

#[test]
fn parts_have_to_make_one_run() {
    let mut missing = Run::unchanged();
    missing.parts.pop();
    missing.merge(&[]).assert(3, "part 2/2 is missing");

    let mut twice = Run::unchanged();
    twice.parts.push(twice.parts[0].clone());
    twice.merge(&[]).assert(3, "part 1/2 is there twice");

    Run::unchanged()
        .with("/shard/count", json!(3))
        .merge(&[])
        .assert(3, "part 2 is one of 3, another is one of 2");
    Run::unchanged()
        .with("/now/tree", json!("0123"))
        .merge(&[])
        .assert(
            3,
            "now of part 2/2 is from a different build: its source is a0a000000000 (tree 0123)",
        );
    Run::unchanged()
        .with("/ids", json!(["whole/a/e/tiny"]))
        .merge(&[])
        .assert(3, "part 2/2 is of a run of other benchmarks");
}

#[test]
fn benchmarks_are_neither_missing_nor_double_nor_strange() {
    let mut run = Run::unchanged();
    run.parts[1]["base"]["benchmarks"] = json!([row("whole/b/e/tiny", 1_000_000)]);
    run.merge(&[])
        .assert(3, "benchmark `whole/d/e/tiny` is missing from base");
    Run::unchanged()
        .with("/now/benchmarks/1/id", json!("whole/a/e/tiny"))
        .merge(&[])
        .assert(3, "benchmark `whole/a/e/tiny` is twice in now");
    let mut run = Run::unchanged();
    let rows = run.parts[1]["now"]["benchmarks"].as_array_mut();
    rows.expect("they are a list")
        .push(row("whole/x/e/tiny", 1_000_000));
    run.merge(&[])
        .assert(3, "benchmark `whole/x/e/tiny` on now belongs to no part");
}

#[test]
fn files_that_are_not_understood_are_named() {
    let run = Run::unchanged().with("/schema_version", json!(7));
    run.merge(&[]).assert(3, "part-1.json is no file of counts that this gate understands: its format is version 7, not 1");
    let run = Run::unchanged().with("/now/fingerprint", json!({}));
    run.merge(&[]).assert(
        3,
        "part-1.json is no file of counts that this gate understands: missing field",
    );
    let mut merge = Command::new(env!("CARGO_BIN_EXE_xtask"));
    merge.args(["merge", "--threshold", "1", "/nonexistent/part.json"]);
    Outcome(merge.output().expect("it starts")).assert(3, "cannot read /nonexistent/part.json");
}

#[test]
fn growth_that_became_faster_is_a_regression() {
    let mut run = Run::unchanged();
    let ids = json!(["whole/a/e/tiny", "whole/a/e/small"]);
    for (part, (id, work)) in run
        .parts
        .iter_mut()
        .zip([("whole/a/e/tiny", 1000), ("whole/a/e/small", 10_000)])
    {
        part["ids"] = ids.clone();
        for (side, cost) in [
            ("base", 100 * work),
            ("now", 100 * work + work * work / 1000),
        ] {
            let mut row = row(id, cost);
            row["vm_instructions"] = json!(work);
            part[side]["benchmarks"] = json!([row]);
        }
    }
    let outcome = run.merge(&[]);
    outcome.assert(1, "1 grow faster");
    let printed = outcome.stdout();
    assert!(printed.contains("| `whole/a/e`"), "{printed}");
    assert!(printed.contains("1.0000 | 1.0371 | +0.0371 |"), "{printed}");
}

/// `cargo xtask gate` with arguments, on a search path.
fn gate(arguments: &[&str], path: Option<&Path>) -> Outcome {
    let mut gate = Command::new(env!("CARGO_BIN_EXE_xtask"));
    gate.arg("gate").args(arguments);
    if let Some(path) = path {
        gate.env("PATH", path);
    }
    Outcome(gate.output().expect("the binary under test starts"))
}

#[test]
fn without_valgrind_nothing_is_compared() {
    let programs = programs_without("valgrind");
    gate(
        &["--base", "HEAD", "--threshold", "1"],
        Some(programs.path()),
    )
    .assert(
        3,
        "valgrind is not installed, so that nothing can be counted: `cargo xtask setup`",
    );
}

#[test]
fn a_revision_has_to_be_there() {
    gate(&["--base", "no-such-revision", "--threshold", "1"], None).assert(
        3,
        "there is no revision `no-such-revision` in this repository",
    );
    gate(&["--base", "--all", "--threshold", "1"], None).assert(2, "");
    gate(&["--base=--all", "--threshold", "1"], None).assert(3, "there is no revision `--all`");
}

#[test]
fn a_base_that_does_not_build_is_not_compared() {
    let commit = commit_that_does_not_build();
    gate(&["--base", &commit, "--threshold", "1"], None)
        .assert(3, &format!("base ({}) does not build: ", &commit[..12]));
}

/// A commit that no branch has, with nothing in it.
fn commit_that_does_not_build() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "test")))
            .envs(
                ["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "test@example.org")),
            )
            .envs(
                ["AUTHOR", "COMMITTER"]
                    .map(|who| (format!("GIT_{who}_DATE"), "2026-01-01T00:00:00Z")),
            )
            .output()
            .expect("git starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let empty = git(&["hash-object", "-t", "tree", "-w", "/dev/null"]);
    git(&["commit-tree", "-m", "nothing", &empty])
}

#[test]
fn what_is_asked_has_to_make_sense() {
    gate(&["--threshold", "much"], None).assert(2, "a threshold is a number of per cent");
    gate(&["--shard", "4/3", "--output", "x.json"], None).assert(2, "there is no part 4 of 3");
    gate(&["--shard", "1/3"], None).assert(2, "--output");
    gate(
        &["--benchmark", "no-such-benchmark", "--threshold", "1"],
        None,
    )
    .assert(2, "no benchmark has no-such-benchmark in its id");
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("it was written");
    serde_json::from_str(&text).expect("it is JSON")
}
