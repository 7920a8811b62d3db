//! Where one evaluation allocates, recorded by the binary `heap-profile` of the package `framelab-benches`.
//!
//! The arena takes its memory in large blocks, so that its objects are not seen one by one: what is seen are generators,
//! continuations, stacks and tables, which is what tells the engines apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::subject::Subject;
use crate::error::{Error, Result};
use crate::runner::bare_command;
use crate::workspace;

/// Frames that a site is known by: its innermost ones that are functions of this project.
const FRAMES: usize = 3;

/// The binary, built.
#[derive(Debug)]
pub struct HeapProfiler {
    binary: PathBuf,
}

/// Where memory was allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Functions of this project, the innermost first, each with its place: `grow (eval/src/engine/frames.rs:40)`.
    pub functions: Vec<String>,
    /// Blocks allocated.
    pub blocks: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Allocations of one evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeapProfile {
    /// By site, in falling order of blocks.
    pub sites: Vec<Site>,
}

impl HeapProfiler {
    /// Builds the binary.
    pub fn build() -> Result<Self> {
        let arguments = [
            "--profile",
            "counting",
            "--package",
            "framelab-benches",
            "--no-default-features",
            "--features",
            "dhat",
        ];
        let binary = workspace::build("heap-profile", &arguments)?;
        Ok(Self { binary })
    }

    /// Evaluates once, checks the answer and writes `file` for DHAT's viewer.
    pub fn profile(&self, subject: &Subject<'_>, file: &Path) -> Result<HeapProfile> {
        let mut command = bare_command(&self.binary);
        command.arg("--output").arg(file);
        subject.give_to(&mut command);
        subject.run(&mut command)?;
        let text = fs::read_to_string(file).map_err(|source| Error::file("read", file, source))?;
        parse(&text, &Sources::of_the_workspace()?)
            .map_err(|problem| subject.failed(format!("{}: {problem}", file.display())))
    }
}

impl HeapProfile {
    /// Blocks and bytes of all sites.
    pub fn total(&self) -> (u64, u64) {
        let sum = |count: fn(&Site) -> u64| self.sites.iter().map(count).sum();
        (sum(|site| site.blocks), sum(|site| site.bytes))
    }

    /// The sites with the most blocks as a table for people.
    pub fn table(&self, most: usize) -> String {
        let mut text = format!("{:>12} {:>15}  allocated by\n", "blocks", "bytes");
        let mut row = |(blocks, bytes): (u64, u64), what: &str| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{blocks:>12} {bytes:>15}  {what}");
        };
        for site in self.sites.iter().take(most) {
            let functions = if site.functions.is_empty() {
                "(no function of this project)".to_owned()
            } else {
                site.functions.join(" < ")
            };
            row((site.blocks, site.bytes), &functions);
        }
        if let Some(rest) = self.sites.get(most..).filter(|rest| !rest.is_empty()) {
            let others = Self {
                sites: rest.to_vec(),
            };
            row(others.total(), &format!("({} more sites)", rest.len()));
        }
        row(self.total(), "(all)");
        text
    }
}

/// The part of DHAT's format that is looked at; names are the format's.
#[derive(Deserialize)]
struct File {
    /// Program points.
    pps: Vec<Point>,
    /// Frame table: `0x1234: function (folder/file.rs:1:2)`.
    ftbl: Vec<String>,
}

#[derive(Deserialize)]
struct Point {
    /// Total bytes.
    tb: u64,
    /// Total blocks.
    tbk: u64,
    /// Frames, the innermost first.
    fs: Vec<usize>,
}

fn parse(text: &str, sources: &Sources) -> std::result::Result<HeapProfile, String> {
    let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let frames: Vec<Option<String>> = file
        .ftbl
        .iter()
        .map(|frame| readable(frame, sources))
        .collect();
    let mut sites: BTreeMap<Vec<&str>, (u64, u64)> = BTreeMap::new();
    for point in &file.pps {
        let ours = point
            .fs
            .iter()
            .filter_map(|&frame| frames.get(frame)?.as_deref());
        let (blocks, bytes) = sites.entry(ours.take(FRAMES).collect()).or_default();
        *blocks += point.tbk;
        *bytes += point.tb;
    }
    let mut sites: Vec<Site> = sites
        .into_iter()
        .map(|(functions, (blocks, bytes))| Site {
            functions: functions.into_iter().map(str::to_owned).collect(),
            blocks,
            bytes,
        })
        .collect();
    sites.sort_by_key(|site| {
        (
            std::cmp::Reverse(site.blocks),
            std::cmp::Reverse(site.bytes),
        )
    });
    Ok(HeapProfile { sites })
}

/// A frame of this project without address, type parameters and column; none if it is another's.
fn readable(frame: &str, sources: &Sources) -> Option<String> {
    let (_, frame) = frame.split_once(": ")?;
    let (function, place) = frame.rsplit_once(" (")?;
    let mut place = place.trim_end_matches(')').splitn(3, ':');
    let file = sources.complete(place.next()?)?;
    let function = match function.split_once('<') {
        Some((name, _)) if !name.is_empty() => name,
        Some(_) | None => function,
    };
    Some(format!("{function} ({file}:{})", place.next()?))
}

/// The source files of this project, relative to its top.
struct Sources(Vec<String>);

impl Sources {
    fn of_the_workspace() -> Result<Self> {
        let root = workspace::root();
        let mut files = Vec::new();
        let mut pending = ["eval/src", "benches/src"]
            .map(|folder| root.join(folder))
            .to_vec();
        while let Some(folder) = pending.pop() {
            let failed = |source| Error::file("list", &folder, source);
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                if path.is_dir() {
                    pending.push(path);
                } else if let Ok(relative) = path.strip_prefix(root) {
                    files.push(relative.to_string_lossy().into_owned());
                }
            }
        }
        files.sort();
        Ok(Self(files))
    }

    /// The file that is known by the end of its path only.
    fn complete(&self, end: &str) -> Option<&str> {
        let ends = |file: &&String| {
            let before = file.strip_suffix(end);
            before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        self.0.iter().find(ends).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        let files = ["eval/src/engine/frames.rs", "eval/src/evaluator.rs"];
        Sources(files.map(str::to_owned).to_vec())
    }

    const FILE: &str = r#"{ "mode": "rust-heap", "te": 9,
        "pps": [
            { "tb": 100, "tbk": 1, "tl": 5, "fs": [1, 2, 3] },
            { "tb": 64, "tbk": 4, "tl": 5, "fs": [2, 1, 4] },
            { "tb": 8, "tbk": 1, "tl": 5, "fs": [1, 1, 3] },
            { "tb": 7, "tbk": 2, "tl": 5, "fs": [1] } ],
        "ftbl": [ "[root]", "0x1: alloc (alloc/src/alloc.rs:95:9)", "0x2: grow<Frame> (src/engine/frames.rs:17:18)",
            "0x3: call (eval/src/evaluator.rs:128:21)", "0x4: <A>::b (c/d.rs:1:1)" ] }"#;

    fn site(functions: &[&str], blocks: u64, bytes: u64) -> Site {
        Site {
            functions: functions.iter().map(|&name| name.to_owned()).collect(),
            blocks,
            bytes,
        }
    }

    #[test]
    fn sites_are_known_by_the_projects_own_functions() {
        let profile = parse(FILE, &sources()).expect("it is well formed");
        let (grow, call) = (
            "grow (eval/src/engine/frames.rs:17)",
            "call (eval/src/evaluator.rs:128)",
        );
        let expected = [
            site(&[grow], 4, 64),
            site(&[], 2, 7),
            site(&[grow, call], 1, 100),
            site(&[call], 1, 8),
        ];
        assert_eq!(profile.sites, expected);
        assert_eq!(profile.total(), (8, 179));
    }

    #[test]
    fn a_table_tells_what_it_leaves_out() {
        let table = parse(FILE, &sources()).expect("it is well formed").table(2);
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines.len(), 5, "{table}");
        assert!(
            lines[1].contains(" 4              64  grow (eval/"),
            "{table}"
        );
        assert!(
            lines[3].contains(" 2             108  (2 more sites)"),
            "{table}"
        );
        assert!(lines[4].contains(" 8             179  (all)"), "{table}");
    }

    #[test]
    fn the_end_of_a_path_is_completed_at_whole_names_only() {
        let sources = sources();
        assert_eq!(
            sources.complete("src/engine/frames.rs"),
            Some("eval/src/engine/frames.rs")
        );
        assert_eq!(sources.complete("rames.rs"), None);
        assert_eq!(sources.complete("alloc/src/alloc.rs"), None);
        assert!(parse("{}", &sources).is_err());
    }
}
