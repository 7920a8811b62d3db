//! iai-callgrind: the version its runner must have, where the runner is, and the ids of benchmarks as iai-callgrind can have them.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The name of the runner's binary.
pub const RUNNER: &str = "iai-callgrind-runner";

/// The workspace's manifest, the one place where the version stands.
const WORKSPACE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"));

/// The version that library and runner must have, both.
pub fn version() -> &'static str {
    let stated = |line: &'static str| line.strip_prefix("iai-callgrind = \"=")?.strip_suffix('"');
    WORKSPACE.lines().find_map(stated).unwrap_or_default()
}

/// The folder that `cargo xtask setup` installs into.
pub fn tools() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).join("target/tools")
}

/// A runner that was found where it should be or on PATH.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub runner: PathBuf,
    /// Its version, if it tells one.
    pub version: Option<String>,
}

impl Found {
    fn at(runner: PathBuf) -> Self {
        // It has no option for that; but it refuses to run without being told what to run, and its refusal says who it is.
        let refused = Command::new(&runner)
            .arg(version())
            .stdin(Stdio::null())
            .output();
        let version = refused
            .ok()
            .and_then(|refused| version_in(&String::from_utf8_lossy(&refused.stderr)));
        Self { runner, version }
    }

    fn fits(&self) -> bool {
        self.version.as_deref() == Some(version())
    }
}

/// The version in a refusal of the runner.
fn version_in(refusal: &str) -> Option<String> {
    let after = |mark: &str| refusal.split_once(mark).map(|(_, rest)| rest);
    let rest = after("version of iai-callgrind-runner is ").or(after("iai-callgrind-runner ("))?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
    let version = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
    (!version.is_empty()).then(|| version.to_owned())
}

/// Why there is no runner to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// There is none at all.
    Absent,
    /// Those that there are have other versions.
    OtherVersion(Found),
}

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => write!(formatter, "{RUNNER} {} is not installed", version()),
            Self::OtherVersion(found) => write!(
                formatter,
                "{} has version {}, not {}",
                found.runner.display(),
                found.version.as_deref().unwrap_or("unknown"),
                version()
            ),
        }
    }
}

/// The runner of the right version: the one that `cargo xtask setup` installed into `tools`, or one on PATH.
pub fn find_runner(tools: &Path, path: &OsStr) -> Result<PathBuf, Missing> {
    let mut missing = Missing::Absent;
    for folder in [tools.join("bin")]
        .into_iter()
        .chain(env::split_paths(path))
    {
        let runner = folder.join(RUNNER);
        if !runner.is_file() {
            continue;
        }
        let found = Found::at(runner);
        if found.fits() {
            return Ok(found.runner);
        }
        missing = Missing::OtherVersion(found);
    }
    Err(missing)
}

/// A benchmark's id as iai-callgrind can have it, which takes letters, digits and underscores only: `/` becomes two
/// underscores, `-` one.
pub fn id(id: &str) -> String {
    id.replace('/', "__").replace('-', "_")
}

/// The instructions in a summary that iai-callgrind writes, of version 6 of the format.
pub fn instructions(text: &str) -> Option<u64> {
    let summary: Value = serde_json::from_str(text).ok()?;
    let total = &summary["profiles"][0]["summaries"]["total"]["summary"];
    let metrics = &total["Callgrind"]["Ir"]["metrics"];
    // Alone, or beside that of the run it is compared with.
    let new = metrics.get("Left").or_else(|| metrics["Both"].get(0))?;
    new["Int"].as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_version_is_stated_exactly() {
        let parts: Vec<_> = version().split('.').map(str::parse::<u32>).collect();
        assert!(
            parts.len() == 3 && parts.iter().all(Result::is_ok),
            "{}",
            version()
        );
    }

    #[test]
    fn a_refusal_tells_the_version() {
        let same = "Failed to initialize iai-callgrind-runner: Unexpected number of arguments\n\n\
                    Detected version of iai-callgrind-runner is 1.20.3. This error can be caused by";
        assert_eq!(version_in(same).as_deref(), Some("1.20.3"));
        let older = "iai-callgrind-runner (0.9.0) is older than iai-callgrind (0.16.1). Please";
        assert_eq!(version_in(older).as_deref(), Some("0.9.0"));
        assert_eq!(version_in("Segmentation fault"), None);
        assert_eq!(version_in("iai-callgrind-runner (none)"), None);
    }

    /// A folder with a runner that says it has that version.
    fn folder_with(version: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let script = format!(
            "#!/bin/sh\necho 'Detected version of iai-callgrind-runner is {version}.' >&2\nexit 1\n"
        );
        let runner = folder.path().join(RUNNER);
        fs::write(&runner, script).expect("it can be written");
        fs::set_permissions(&runner, fs::Permissions::from_mode(0o755)).expect("it can be run");
        folder
    }

    #[test]
    fn a_runner_has_to_be_of_the_same_version() {
        let (old, right) = (folder_with("0.1.2"), folder_with(version()));
        let nowhere = Path::new("/nonexistent");
        let path = env::join_paths([old.path(), right.path()]).expect("no colons");
        let found = find_runner(nowhere, &path);
        assert_eq!(found, Ok(right.path().join(RUNNER)));
        let complaint = find_runner(nowhere, old.path().as_os_str()).expect_err("it is old");
        let complaint = complaint.to_string();
        let expected = format!("has version 0.1.2, not {}", version());
        assert!(complaint.ends_with(&expected), "{complaint}");
        let complaint = find_runner(nowhere, OsStr::new("")).expect_err("there is none");
        let complaint = complaint.to_string();
        assert_eq!(
            complaint,
            format!("iai-callgrind-runner {} is not installed", version())
        );
    }

    #[test]
    fn a_summary_has_the_new_count_alone_or_beside_an_old_one() {
        let summary = |metrics: &str| {
            format!(
                r#"{{"profiles": [{{"summaries": {{"parts": [], "total": {{"summary":
                {{"Callgrind": {{"Ir": {{"diffs": null, "metrics": {metrics}}}}}}}}}}}}}]}}"#
            )
        };
        assert_eq!(instructions(&summary(r#"{"Left": {"Int": 7}}"#)), Some(7));
        let both = summary(r#"{"Both": [{"Int": 8}, {"Int": 7}]}"#);
        assert_eq!(instructions(&both), Some(8));
        // The run before, and nothing of this one.
        assert_eq!(instructions(&summary(r#"{"Right": {"Int": 7}}"#)), None);
        assert_eq!(instructions("{}"), None);
        assert_eq!(instructions("nonsense"), None);
    }

    #[test]
    fn ids_keep_their_parts_apart() {
        assert_eq!(
            id("execute/micro-call/frame-stack/small"),
            "execute__micro_call__frame_stack__small"
        );
    }
}
