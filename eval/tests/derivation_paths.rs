//! Every derivation of the package set and of a whole machine has the path that C++ Nix gives it.
//!
//! The files named below hold what C++ Nix printed. To confirm them, or to write them anew after a change of the programs:
//! `FRAMELAB_NIX=/path/to/nix-instantiate cargo test -p framelab-eval --test derivation_paths oracle_confirms_paths`,
//! with `FRAMELAB_ACCEPT_PATHS=1` for the latter.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod process;

/// A program that lists derivations, and where the list is kept.
struct Listing {
    /// Below the folder of workloads.
    program: &'static str,
    /// Beside the program.
    expected: &'static str,
    arguments: &'static [&'static str],
    /// A list with fewer lines has lost some.
    fewest: usize,
}

const LISTINGS: &[Listing] = &[
    Listing {
        program: "package-set/derivations.nix",
        expected: "golden/x86_64-linux.txt",
        arguments: &["--arg", "size", "60"],
        fewest: 500,
    },
    Listing {
        program: "package-set/derivations.nix",
        expected: "golden/x86_64-linux-to-aarch64-linux.txt",
        arguments: &[
            "--arg",
            "size",
            "60",
            "--argstr",
            "crossSystem",
            "aarch64-linux",
        ],
        fewest: 500,
    },
    Listing {
        program: "package-set/derivations.nix",
        expected: "golden/x86_64-linux-to-musl.txt",
        arguments: &[
            "--arg",
            "size",
            "6",
            "--argstr",
            "crossSystem",
            "x86_64-unknown-linux-musl",
        ],
        fewest: 450,
    },
    Listing {
        program: "package-set/derivations.nix",
        expected: "golden/x86_64-linux-content-addressed.txt",
        arguments: &[
            "--option",
            "extra-experimental-features",
            "ca-derivations",
            "--arg",
            "size",
            "6",
            "--arg",
            "config",
            "{ contentAddressedByDefault = true; }",
        ],
        fewest: 450,
    },
    Listing {
        program: "package-set/derivations.nix",
        expected: "golden/x86_64-linux-structured.txt",
        arguments: &[
            "--arg",
            "size",
            "6",
            "--arg",
            "config",
            "{ structuredAttrsByDefault = true; doCheckByDefault = true; strictDepsByDefault = true; }",
        ],
        fewest: 450,
    },
    Listing {
        program: "system-configuration/derivations.nix",
        expected: "golden/x86_64-linux.txt",
        arguments: &["--arg", "size", "5"],
        fewest: 300,
    },
];

impl Listing {
    fn program(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../workloads")
            .join(self.program)
    }

    fn file(&self) -> PathBuf {
        self.program().with_file_name(self.expected)
    }

    /// The lines that are not as expected, if any.
    fn difference(&self, found: &str) -> Option<String> {
        let file = self.file();
        let expected = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            expected.lines().count() >= self.fewest,
            "{}",
            file.display()
        );
        if found == expected {
            return None;
        }
        let known: Vec<&str> = expected.lines().collect();
        let wrong: Vec<&str> = found.lines().filter(|line| !known.contains(line)).collect();
        Some(format!(
            "{}: {} lines in place of {}, {} of them not expected\n  {}",
            file.display(),
            found.lines().count(),
            known.len(),
            wrong.len(),
            wrong[..wrong.len().min(10)].join("\n  ")
        ))
    }
}

/// On a native stack of 256 KiB, as everything.
fn every_path_is_right(engine: &str) {
    let differences: Vec<String> = LISTINGS
        .iter()
        .filter_map(|listing| {
            let mut command = Command::new("/bin/sh");
            command
                .args(["-c", "ulimit -s 256 && exec \"$0\" \"$@\""])
                .arg(env!("CARGO_BIN_EXE_framelab"))
                .args(["eval", "--raw", "--engine", engine])
                .arg(listing.program())
                .args(listing.arguments)
                .env_remove("NIX_PATH");
            let outcome = process::finish(&mut command, b"");
            assert_eq!(outcome.code, Some(0), "{}", outcome.errors);
            listing.difference(&outcome.output)
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_path_is_right_on_the_frame_stack() {
    every_path_is_right("frame-stack");
}

#[test]
fn every_path_is_right_with_generators() {
    every_path_is_right("generator");
}

#[test]
fn every_path_is_right_with_trampolines() {
    every_path_is_right("trampoline");
}

#[test]
fn oracle_confirms_paths() {
    let Some(program) = env::var_os("FRAMELAB_NIX") else {
        eprintln!("SKIPPED: no C++ Nix to ask; the head of this file says how to name one");
        return;
    };
    for listing in LISTINGS {
        let output = Command::new(&program)
            .args(["--eval", "--raw", "--store", "dummy://", "--readonly-mode"])
            .arg(listing.program())
            .args(listing.arguments)
            .output()
            .expect("C++ Nix starts");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        let found = String::from_utf8(output.stdout).expect("paths are text");
        if env::var_os("FRAMELAB_ACCEPT_PATHS").is_some() {
            fs::write(listing.file(), &found).expect("the file can be written");
        }
        assert_eq!(listing.difference(&found), None);
    }
}
