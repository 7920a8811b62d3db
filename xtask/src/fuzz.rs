//! `cargo xtask fuzz`: builds the fuzz targets with coverage and runs them for a while.
//!
//! The flags are those of cargo-fuzz without a sanitizer, so that a stable toolchain does; the package is laid out as
//! cargo-fuzz has it (`cd eval && cargo fuzz run parse`) for those who want one.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};

use crate::error::{Error, Result};
use crate::workspace;

/// What the compiler is told: count edges and comparisons where libFuzzer looks for them.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Clink-dead-code",
];

/// Seconds after which a single input counts as hanging.
const HANGS_AFTER: u32 = 30;

/// Fuzzes the evaluator.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to fuzz; everything, one after the other, if nothing is named
    #[arg(value_name = "TARGET")]
    targets: Vec<Target>,

    /// How long each target runs
    #[arg(long, value_name = "N", default_value = "60")]
    seconds: u32,

    /// The longest input, in bytes
    #[arg(long, value_name = "BYTES", default_value = "2048")]
    max_length: u32,
}

/// A fuzz target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Source text to tree
    Parse,
    /// Source text to bytecode
    Compile,
    /// A program on the default engine
    Machine,
    /// A program on every engine, which have to agree
    Engines,
    /// Readers of derivations, JSON, TOML, regular expressions and store paths
    Readers,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Compile => "compile",
            Self::Machine => "machine",
            Self::Engines => "engines",
            Self::Readers => "readers",
        }
    }
}

/// Runs the targets.
pub fn run(arguments: &Arguments) -> Result<()> {
    let targets = if arguments.targets.is_empty() {
        Target::value_variants()
    } else {
        &arguments.targets
    };
    let binaries = build()?;
    for target in targets {
        fuzz(*target, &binaries, arguments)?;
    }
    Ok(())
}

fn package() -> PathBuf {
    workspace::root().join("eval/fuzz")
}

/// Builds every target; the folder they are in.
fn build() -> Result<PathBuf> {
    let host = framelab_benches::build::Build::of_this_binary().target;
    let products = workspace::root().join("target/fuzz");
    let mut cargo = workspace::cargo();
    cargo
        .args(["build", "--release", "--target", &host])
        .current_dir(package())
        .env("CARGO_TARGET_DIR", &products)
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .stdin(Stdio::null());
    succeed(cargo, "the fuzz targets cannot be built")?;
    Ok(products.join(host).join("release"))
}

/// Runs one target over what it has found before, the golden suite, and what it makes of them.
fn fuzz(target: Target, binaries: &Path, arguments: &Arguments) -> Result<()> {
    let name = target.name();
    let corpus = package().join("corpus").join(name);
    let artifacts = package().join("artifacts").join(name);
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder)
            .map_err(|source| Error::file("create directory", folder, source))?;
    }
    let mut prefix = OsString::from("-artifact_prefix=");
    prefix.push(artifacts.join(""));
    println!("fuzzing {name} for {} s", arguments.seconds);
    let mut command = Command::new(binaries.join(name));
    command
        .arg(format!("-max_total_time={}", arguments.seconds))
        .arg(format!("-timeout={HANGS_AFTER}"))
        .arg(format!("-max_len={}", arguments.max_length))
        .args(["-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0"])
        .arg(prefix)
        .arg(corpus)
        .arg(workspace::root().join("eval/tests/golden"))
        .stdin(Stdio::null());
    let shown = artifacts.display();
    succeed(
        command,
        &format!(
            "{name} failed: the input is in {shown}, and eval/tests/fuzz-inputs is where it is kept once it is mended"
        ),
    )
}

fn succeed(mut command: Command, complaint: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|source| Error::Process { program, source })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed(complaint.to_owned()))
    }
}
