//! `cargo xtask setup`: what the laboratory needs, whether it is there, and what to type if not.

use std::process::Command;

use crate::error::{Error, Result};
use crate::process;
use crate::workspace;

/// One thing to look for.
struct Requirement {
    name: &'static str,
    /// Succeeds, printing a version, if it is there.
    probe: &'static [&'static str],
    need: Need,
    /// What it is for.
    purpose: &'static str,
    /// What to type if it is missing.
    remedy: &'static str,
}

/// Whether the laboratory works without it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

const REQUIREMENTS: &[Requirement] = &[
    Requirement {
        name: "rustc",
        probe: &["rustc", "--version"],
        need: Need::Required,
        purpose: "builds everything",
        remedy: "install a Rust toolchain: https://rustup.rs",
    },
    Requirement {
        name: "git",
        probe: &["git", "--version"],
        need: Need::Optional,
        purpose: "names the revision in reports",
        remedy: "apt-get install git",
    },
    Requirement {
        name: "rustfmt",
        probe: &["cargo", "fmt", "--version"],
        need: Need::Optional,
        purpose: "checks the format in .ci/run",
        remedy: "rustup component add rustfmt",
    },
    Requirement {
        name: "clippy",
        probe: &["cargo", "clippy", "--version"],
        need: Need::Optional,
        purpose: "lints in .ci/run",
        remedy: "rustup component add clippy",
    },
    Requirement {
        name: "cargo-deny",
        probe: &["cargo", "deny", "--version"],
        need: Need::Optional,
        purpose: "checks licenses and sources of dependencies in .ci/run",
        remedy: "cargo install cargo-deny --locked",
    },
    Requirement {
        name: "valgrind",
        probe: &["valgrind", "--version"],
        need: Need::Optional,
        purpose: "counts instructions",
        remedy: "apt-get install valgrind",
    },
    Requirement {
        name: "nix-instantiate",
        probe: &["nix-instantiate", "--version"],
        need: Need::Optional,
        purpose: "the other side of `cargo xtask peers`",
        remedy: "install Nix (https://nixos.org/download), or name one with --nix PATH",
    },
];

/// Prints one line for each requirement; fails if a required one is missing.
pub fn run() -> Result<()> {
    let mut missing = Vec::new();
    for requirement in REQUIREMENTS {
        let found = version(requirement.probe);
        let found = if requirement.name == "rustc" {
            found.and_then(new_enough)
        } else {
            found
        };
        match found {
            Ok(version) => println!("ok       {}: {version}", requirement.name),
            Err(problem) => {
                let label = match requirement.need {
                    Need::Required => "MISSING ",
                    Need::Optional => "optional",
                };
                println!(
                    "{label} {}: {problem}; {}\n         {}",
                    requirement.name, requirement.purpose, requirement.remedy
                );
                if requirement.need == Need::Required {
                    missing.push(requirement.name);
                }
            }
        }
    }
    if missing.is_empty() {
        println!("everything that is required is here");
        Ok(())
    } else {
        Err(Error::Failed(format!("missing: {}", missing.join(", "))))
    }
}

fn version(probe: &[&str]) -> std::result::Result<String, String> {
    let absent = || "not found".to_owned();
    let (program, arguments) = probe.split_first().ok_or_else(absent)?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace::root());
    let finished = process::run_successfully(&mut command).map_err(|_| absent())?;
    Ok(finished.answer().lines().next().unwrap_or("").to_owned())
}

/// Whether a `rustc 1.2.3 (...)` is at least the version the workspace asks for.
fn new_enough(found: String) -> std::result::Result<String, String> {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    if parts(&found).is_some_and(|found| parts(wanted).is_some_and(|wanted| found >= wanted)) {
        Ok(found)
    } else {
        Err(format!("{found} is older than {wanted} (`rustup update`)"))
    }
}

/// Major and minor version: the first word with a dot.
fn parts(text: &str) -> Option<(u32, u32)> {
    let word = text.split_whitespace().find(|word| word.contains('.'))?;
    let mut numbers = word.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(parts("rustc 1.95.0 (abc 2026-04-14)"), Some((1, 95)));
        assert_eq!(parts("1.95"), Some((1, 95)));
        assert_eq!(parts("nothing"), None);
        assert!(new_enough("rustc 1.100.0".to_owned()).is_ok());
        assert!(new_enough("rustc 2.0.0".to_owned()).is_ok());
        let problem = new_enough("rustc 1.9.0".to_owned()).expect_err("it is old");
        assert!(problem.contains("older than"), "{problem}");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(version(&["/nonexistent/tool"]), Err("not found".to_owned()));
    }
}
