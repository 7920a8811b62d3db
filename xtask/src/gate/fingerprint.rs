//! Everything besides the source that counts depend on: two sides are compared only if it is the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use framelab_benches::build::Build;
use serde::{Deserialize, Serialize};

use super::cause::Cause;
use crate::error::{Error, Result};
use crate::process;
use crate::profile::callgrind::Valgrind;

/// What counts depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// `rustc --version`
    pub rustc: String,
    /// The target triple.
    pub target: String,
    /// Features of the processor that every instruction may use.
    pub target_features: String,
    /// Flags for the compiler beside cargo's own.
    pub rustflags: String,
    /// The release profile as `Cargo.toml` has it.
    pub profile: String,
    /// The global allocator with its version and features.
    pub allocator: String,
    /// The C library: it copies and compares memory.
    pub libc: String,
    /// `valgrind --version`
    pub valgrind: String,
    /// Features of the processor that a program sees under Valgrind.
    pub cpu_features: String,
}

impl Fingerprint {
    /// Of a build from a source tree, on this machine; `seen` is what the build says of itself under Valgrind.
    pub fn detect(source: &Path, seen: &Build, valgrind: &Valgrind) -> Result<Self> {
        Ok(Self {
            rustc: seen.rustc.clone(),
            target: seen.target.clone(),
            target_features: seen.target_features.clone(),
            rustflags: seen.rustflags.clone(),
            profile: release_profile(&source.join("Cargo.toml"))?,
            allocator: allocator(&source.join("Cargo.lock"), &seen.allocator)?,
            libc: libc(),
            valgrind: valgrind.version().to_owned(),
            cpu_features: seen.cpu_features.join(" "),
        })
    }

    /// The first thing that differs from the base's, if any does.
    pub fn check_against(&self, base: &Self) -> std::result::Result<(), Cause> {
        // Every field: a new one does not compile until it is here.
        let Self {
            rustc,
            target,
            target_features,
            rustflags,
            profile,
            allocator,
            libc,
            valgrind,
            cpu_features,
        } = self;
        let same_build = "build both with the same one";
        let same_machine = "count both on one machine: `cargo xtask gate --base REVISION`";
        let accept = "a change of it is a new baseline: `cargo xtask baseline`";
        let fields = [
            ("the toolchain", rustc, &base.rustc, same_build),
            ("the target", target, &base.target, same_build),
            (
                "the set of CPU features compiled for",
                target_features,
                &base.target_features,
                same_build,
            ),
            ("RUSTFLAGS", rustflags, &base.rustflags, same_build),
            ("the release profile", profile, &base.profile, accept),
            ("the allocator", allocator, &base.allocator, accept),
            ("the C library", libc, &base.libc, same_machine),
            ("valgrind", valgrind, &base.valgrind, same_machine),
            (
                "the set of CPU features",
                cpu_features,
                &base.cpu_features,
                same_machine,
            ),
        ];
        match fields.into_iter().find(|(_, now, base, _)| now != base) {
            Some((what, now, base, advice)) => Err(Cause::Differs {
                what,
                base: quoted(base),
                now: quoted(now),
                advice,
            }),
            None => Ok(()),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

/// Refuses a build that nobody uses.
pub fn check_build(build: &Build, side: &str) -> std::result::Result<(), Cause> {
    let optimized = ["2", "3"].contains(&build.optimization_level.as_str());
    if optimized && !build.debug_assertions {
        return Ok(());
    }
    Err(Cause::DebugBuild {
        side: side.to_owned(),
        level: build.optimization_level.clone(),
        assertions: if build.debug_assertions { "on" } else { "off" },
    })
}

/// The table `[profile.release]` with its values in one line.
fn release_profile(manifest: &Path) -> Result<String> {
    let table = toml_table(manifest)?;
    let release = table
        .get("profile")
        .and_then(|profiles| profiles.get("release"));
    Ok(release.map_or_else(|| "cargo's own".to_owned(), ToString::to_string))
}

/// The allocator with the version that a lock file names, and its features.
fn allocator(lock: &Path, name: &str) -> Result<String> {
    let table = toml_table(lock)?;
    let packages = table.get("package").and_then(toml::Value::as_array);
    let version = |wanted: &str| {
        let mut packages = packages.into_iter().flatten();
        let package = packages
            .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(wanted));
        package
            .and_then(|package| package.get("version")?.as_str())
            .unwrap_or("unknown")
            .to_owned()
    };
    let manifest = toml_table(&lock.with_file_name("Cargo.toml"))?;
    let settings = ["workspace", "dependencies", name]
        .iter()
        .try_fold(&toml::Value::Table(manifest), |value, key| value.get(key))
        .map(ToString::to_string)
        .unwrap_or_default();
    Ok(format!(
        "{name} {} (lib{name}-sys {}) {settings}",
        version(name),
        version(&format!("lib{name}-sys"))
    ))
}

fn toml_table(path: &Path) -> Result<toml::Table> {
    let text = fs::read_to_string(path).map_err(|source| Error::file("read", path, source))?;
    text.parse()
        .map_err(|error| Error::Failed(format!("{}: {error}", path.display())))
}

/// The first line of `ldd --version`, which is the C library's own name and version.
fn libc() -> String {
    process::run_successfully(Command::new("ldd").arg("--version"))
        .ok()
        .and_then(|finished| finished.answer().lines().next().map(str::to_owned))
        .unwrap_or_else(|| "unknown".to_owned())
}
