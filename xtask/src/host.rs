//! Where and of what a measurement was made: the machine, the build, the revision, the moment, the command.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use framelab_benches::build::Build;
use serde::{Deserialize, Serialize};

use crate::process;

/// The machine and the build: numbers compare only between equal ones.
///
/// What the system does not tell is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Name of the processor.
    pub cpu_model: Option<String>,
    /// Cores this process may use.
    pub cpu_cores: usize,
    /// Operating system and version of its kernel.
    pub kernel: String,
    /// Main memory, in bytes.
    pub memory_bytes: Option<u64>,
    /// `rustc --version` of the compiler that built the evaluator.
    pub rustc: String,
    /// The target it was built for.
    pub target: String,
    /// Cargo's profile: `release` or `debug`.
    pub profile: String,
    /// Rust's optimization level in that profile.
    pub optimization_level: String,
    /// The global allocator.
    pub allocator: String,
}

impl Host {
    /// Asks the system; the build is known already.
    pub fn detect(build: &Build) -> Self {
        let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").map_or_else(
            |_| "unknown".to_owned(),
            |release| release.trim().to_owned(),
        );
        Self {
            cpu_model: first_field("/proc/cpuinfo", "model name"),
            cpu_cores: std::thread::available_parallelism().map_or(1, usize::from),
            kernel: format!("{} {kernel}", env::consts::OS),
            memory_bytes: kilobytes("/proc/meminfo", "MemTotal"),
            rustc: build.rustc.clone(),
            target: build.target.clone(),
            profile: build.profile.clone(),
            optimization_level: build.optimization_level.clone(),
            allocator: build.allocator.clone(),
        }
    }

    /// Processor, cores, memory and system, in one line.
    pub fn in_a_line(&self) -> String {
        let memory = self.memory_bytes.map_or_else(
            || "unknown memory".to_owned(),
            |bytes| format!("{:.1} GiB of memory", bytes as f64 / f64::from(1 << 30)),
        );
        format!(
            "{}, {} cores, {memory}, {}",
            self.cpu_model.as_deref().unwrap_or("unknown processor"),
            self.cpu_cores,
            self.kernel
        )
    }
}

/// The state of the repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Hash of the commit; absent outside of a repository.
    pub commit: Option<String>,
    /// Whether tracked files differ from that commit.
    pub dirty: bool,
}

impl Revision {
    /// Asks git about the repository that holds `root`.
    pub fn detect(root: &Path) -> Self {
        let ask = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.arg("-C").arg(root).args(arguments);
            process::run_successfully(&mut git)
                .ok()
                .map(|finished| finished.answer())
        };
        let status = ask(&["status", "--porcelain", "--untracked-files=no"]);
        Self {
            commit: ask(&["rev-parse", "HEAD"]),
            dirty: status.is_some_and(|changes| !changes.is_empty()),
        }
    }

    /// The commit in twelve digits, with a mark if files differ from it.
    pub fn short(&self) -> String {
        let commit = self.commit.as_deref().unwrap_or("unknown");
        let mark = if self.dirty {
            " with local changes"
        } else {
            ""
        };
        format!("{}{mark}", commit.get(..12).unwrap_or(commit))
    }
}

/// What stands at the head of every table of numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Provenance {
    /// The command that made the numbers, as typed.
    pub command: String,
    /// When it started: RFC 3339 in UTC.
    pub date_utc: String,
    /// What was measured.
    pub revision: Revision,
    /// Where.
    pub host: Host,
}

impl Provenance {
    /// Of this process and a build, now.
    pub fn detect(root: &Path, build: &Build) -> Self {
        let arguments: Vec<_> = env::args_os().skip(1).collect();
        let quoted: Vec<_> = arguments
            .iter()
            .map(|argument| process::quote(OsStr::new(argument)))
            .collect();
        let now = jiff::Timestamp::now();
        Self {
            command: format!("cargo xtask {}", quoted.join(" ")),
            date_utc: format!("{now:.0}"),
            revision: Revision::detect(root),
            host: Host::detect(build),
        }
    }

    /// As a Markdown list.
    pub fn markdown(&self) -> String {
        let host = &self.host;
        format!(
            "- Command: `{}`\n- Date: {}\n- Revision: {}\n- Host: {}\n\
             - Build: {}, {}, profile {} (optimization level {}), allocator {}\n",
            self.command,
            self.date_utc,
            self.revision.short(),
            host.in_a_line(),
            host.rustc,
            host.target,
            host.profile,
            host.optimization_level,
            host.allocator,
        )
    }
}

/// The first `name : value` of a file of such lines.
fn first_field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim().to_owned())
}

/// A field `name: N kB`, in bytes.
fn kilobytes(path: &str, name: &str) -> Option<u64> {
    let value = first_field(path, name)?;
    let number: u64 = value.strip_suffix("kB")?.trim().parse().ok()?;
    number.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build() -> Build {
        Build::of_this_binary()
    }

    #[test]
    fn a_provenance_names_command_date_revision_and_build() {
        let provenance = Provenance {
            command: "cargo xtask report".to_owned(),
            date_utc: "2026-01-02T03:04:05Z".to_owned(),
            revision: Revision {
                commit: Some("0123456789abcdef".to_owned()),
                dirty: true,
            },
            host: Host::detect(&build()),
        };
        let text = provenance.markdown();
        for part in [
            "`cargo xtask report`",
            "2026-01-02T03:04:05Z",
            "0123456789ab with local changes",
            "rustc ",
            "mimalloc",
        ] {
            assert!(text.contains(part), "{part} is missing from {text}");
        }
    }

    #[test]
    fn dates_are_whole_seconds_in_utc() {
        let date = Provenance::detect(Path::new("."), &build()).date_utc;
        assert!(date.ends_with('Z') && !date.contains('.'), "{date}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn linux_tells_memory() {
        assert!(
            Host::detect(&build())
                .memory_bytes
                .is_some_and(|bytes| bytes > 1 << 20)
        );
    }
}
