//! What is counted of a revision: a row for each benchmark, and what it was counted with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::fingerprint::Fingerprint;
use crate::error::{Error, Result};
use crate::host::Revision;
use crate::profile::callgrind::Instructions;

/// Version of the format of files of counts.
pub const SCHEMA_VERSION: u32 = 1;

/// Stands for all functions or files whose share is too small to be kept.
const OTHERS: &str = "(too small to be kept)";

/// Everything counted of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// What was counted.
    pub revision: Revision,
    /// Git's hash of all its files: equal trees are the same source.
    pub tree: String,
    /// With what.
    pub fingerprint: Fingerprint,
    /// One row for each benchmark, by id.
    pub benchmarks: Vec<Count>,
}

/// What was counted of one benchmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// `phase/workload/engine/size`
    pub id: String,
    /// Machine instructions, all of them.
    pub instructions: u64,
    /// Instructions that the engine dispatched; absent of phases that run on none.
    pub vm_instructions: Option<u64>,
    /// Blocks asked of the allocator.
    pub allocator_calls: u64,
    /// Their bytes.
    pub allocator_bytes: u64,
    /// Bytes of objects in the arena; absent of phases that run on no engine.
    pub heap_bytes: Option<u64>,
    /// Machine instructions by function, callees not included.
    pub functions: BTreeMap<String, u64>,
    /// Machine instructions by the source file that the code was written in, wherever it was inlined.
    pub files: BTreeMap<String, u64>,
}

impl Counts {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        read_json(path)
    }

    /// The rows by id; each id is there once.
    pub fn by_id(&self, side: &str) -> std::result::Result<BTreeMap<&str, &Count>, Cause> {
        let mut rows = BTreeMap::new();
        for count in &self.benchmarks {
            if rows.insert(count.id.as_str(), count).is_some() {
                return Err(Cause::Twice {
                    benchmark: count.id.clone(),
                    side: side.to_owned(),
                });
            }
        }
        Ok(rows)
    }

    /// Checks that the rows are those of a list of ids, each once, and that none is empty.
    pub fn check(&self, ids: &BTreeSet<&str>, side: &str) -> std::result::Result<(), Cause> {
        let rows = self.by_id(side)?;
        let missing = ids.iter().find(|id| !rows.contains_key(*id));
        if let Some(id) = missing {
            return Err(Cause::Missing {
                benchmark: (*id).to_owned(),
                side: side.to_owned(),
            });
        }
        match self.benchmarks.iter().find(|count| count.instructions == 0) {
            Some(count) => Err(Cause::ZeroCount {
                benchmark: count.id.clone(),
                side: side.to_owned(),
            }),
            None => Ok(()),
        }
    }
}

impl Count {
    /// Of a benchmark whose machine instructions were counted, and nothing else so far.
    pub fn of(id: String, counted: Instructions) -> Self {
        let functions = counted.functions.into_iter();
        Self {
            id,
            instructions: counted.total,
            vm_instructions: None,
            allocator_calls: 0,
            allocator_bytes: 0,
            heap_bytes: None,
            functions: functions
                .map(|function| (function.name, function.instructions))
                .collect(),
            files: counted.files,
        }
    }

    /// The row with functions and files of a small share thrown together.
    pub fn trimmed(&self, least_share: f64) -> Self {
        let least = self.instructions as f64 * least_share;
        Self {
            functions: trimmed(&self.functions, least),
            files: trimmed(&self.files, least),
            ..self.clone()
        }
    }
}

fn trimmed(costs: &BTreeMap<String, u64>, least: f64) -> BTreeMap<String, u64> {
    let mut kept = BTreeMap::new();
    for (name, cost) in costs {
        let is_large = *cost as f64 >= least;
        let name = if is_large { name } else { OTHERS };
        *kept.entry(name.to_owned()).or_default() += cost;
    }
    kept
}

/// Reads JSON; what does not fit cannot be compared.
pub fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read(path).map_err(|source| Error::file("read", path, source))?;
    serde_json::from_slice(&text).map_err(|error| {
        Error::Incomparable(Cause::Unreadable {
            file: path.display().to_string(),
            message: error.to_string(),
        })
    })
}

/// Writes JSON with a line feed at its end; makes the folder.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    text.push('\n');
    write_text(path, &text)
}

/// Writes a file; makes its folder.
pub fn write_text(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)
            .map_err(|source| Error::file("create directory", folder, source))?;
    }
    fs::write(path, text).map_err(|source| Error::file("write", path, source))
}

#[cfg(test)]
pub mod samples {
    //! Counts for tests.

    use super::*;

    /// Counts of benchmarks with so many instructions, all but a few in one function.
    pub fn counts(benchmarks: &[(&str, u64)]) -> Counts {
        let text = String::new;
        Counts {
            schema_version: SCHEMA_VERSION,
            revision: Revision {
                commit: None,
                dirty: false,
            },
            tree: text(),
            fingerprint: Fingerprint {
                rustc: text(),
                target: text(),
                target_features: text(),
                rustflags: text(),
                profile: text(),
                allocator: text(),
                libc: text(),
                valgrind: text(),
                cpu_features: text(),
            },
            benchmarks: benchmarks
                .iter()
                .map(|(id, cost)| count(id, *cost))
                .collect(),
        }
    }

    fn count(id: &str, instructions: u64) -> Count {
        let functions = [
            ("eval::dispatch", instructions - 1000),
            ("eval::force", 1000),
        ];
        Count {
            id: id.to_owned(),
            instructions,
            vm_instructions: Some(1000),
            allocator_calls: 0,
            allocator_bytes: 0,
            heap_bytes: None,
            functions: functions.map(|(name, cost)| (name.to_owned(), cost)).into(),
            files: BTreeMap::from([("eval/src/machine.rs".to_owned(), instructions)]),
        }
    }

    #[test]
    fn small_shares_are_thrown_together() {
        let mut count = count("whole/w/e/tiny", 1_000_000);
        count.functions.insert("eval::rare".to_owned(), 500);
        let kept = count.trimmed(0.002);
        assert_eq!(kept.functions[OTHERS], 1500);
        assert_eq!(kept.functions["eval::dispatch"], 999_000);
        assert_eq!(kept.functions.len(), 2);
        assert_eq!(kept.files, count.files);
        assert_eq!(count.trimmed(0.0).functions, count.functions);
    }
}
