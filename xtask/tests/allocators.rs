//! What an evaluation asks of the allocator does not depend on which one serves it: `count` counts over mimalloc,
//! `heap-profile` over the system's allocator, and each with code of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_eval::engine;
use framelab_workloads::{Manifest, PreparedProgram};
use serde_json::Value;
use tempfile::TempDir;

/// Builds one of the binaries, as `cargo xtask profile` does.
fn build(binary: &str, feature: &str) -> PathBuf {
    let xtask = Path::new(env!("CARGO_BIN_EXE_xtask"));
    let target = xtask.parent().and_then(Path::parent);
    let target = target.expect("a profile is in a folder");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--profile", "counting"])
        .args(["--package", "framelab-benches", "--features", feature])
        .args(["--bin", binary, "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(status.expect("cargo starts").success());
    target.join("counting").join(binary)
}

fn run(binary: &Path, optimization: &str, prepared: &PreparedProgram, more: &[&str]) -> Vec<u8> {
    // Without an optimization there is no probe, whose counters would be counted with the evaluation.
    let output = Command::new(binary)
        .args(["--without", optimization, "--size"])
        .arg(prepared.argument.to_string())
        .args(["--answer", &prepared.answer])
        .args(more)
        .arg(&prepared.program)
        .output()
        .expect("the binary starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    output.stdout
}

/// Blocks, bytes, and the most bytes at once.
type Asked = [u64; 3];

fn over_mimalloc(count: &Path, optimization: &str, prepared: &PreparedProgram) -> Asked {
    let line = run(count, optimization, prepared, &[]);
    let line: Value = serde_json::from_slice(&line).expect("it is JSON");
    ["calls", "bytes", "peak_bytes"].map(|field| line["allocator"][field].as_u64().expect(field))
}

fn over_the_system(profiler: &Path, optimization: &str, prepared: &PreparedProgram) -> Asked {
    let place = TempDir::new().expect("a directory can be made");
    let file = place.path().join("heap.json");
    let output = ["--output", file.to_str().expect("it is text")];
    run(profiler, optimization, prepared, &output);
    let text = fs::read_to_string(file).expect("it was written");
    let profile: Value = serde_json::from_str(&text).expect("it is JSON");
    let points = profile["pps"].as_array().expect("there are places");
    // In dhat's format: blocks and bytes in total, bytes when most were held.
    ["tbk", "tb", "gb"].map(|field| {
        let amounts = points.iter().map(|point| point[field].as_u64());
        amounts.map(|amount| amount.expect(field)).sum()
    })
}

#[test]
fn requests_are_the_same_over_every_allocator() {
    let count = build("count", "count");
    let profiler = build("heap-profile", "dhat");
    let manifest = Manifest::bundled().expect("it is valid");
    for name in ["fib", "string-building", "json-roundtrip"] {
        let workload = manifest.workload(name).expect("there is such a workload");
        let size = workload.sizes.first().expect("a workload has sizes");
        let prepared = workload
            .prepare(size, Path::new("unused"))
            .expect("the program stands there");
        for ablation in engine::ABLATIONS {
            let mimalloc = over_mimalloc(&count, ablation.name, &prepared);
            let system = over_the_system(&profiler, ablation.name, &prepared);
            assert_eq!(mimalloc, system, "{name} without {}", ablation.name);
            assert!(mimalloc.iter().all(|&amount| amount > 0));
        }
    }
}
