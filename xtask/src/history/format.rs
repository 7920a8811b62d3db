//! A record's file: the counts of one revision on one day, a row in each line.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::gate::counts::Count;
use crate::gate::fingerprint::Fingerprint;

/// Version of the format of a record.
pub const SCHEMA_VERSION: u32 = 1;

/// The counts of one revision, and when they were recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// When it was recorded: RFC 3339 in UTC, whole seconds.
    pub date: String,
    /// What was counted.
    pub revision: Recorded,
    /// Git's hash of all its files: equal trees are the same source.
    pub tree: String,
    /// With what: records of different fingerprints do not compare.
    pub fingerprint: Fingerprint,
    /// One row for each benchmark.
    pub benchmarks: Vec<Row>,
}

/// A revision as people know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Hash of the commit.
    pub commit: String,
    /// Whether files differed from that commit.
    pub dirty: bool,
    /// When it was committed: RFC 3339 in UTC; absent where git does not know the commit.
    pub date: Option<String>,
    /// The first line of its message; absent where git does not know the commit.
    pub subject: Option<String>,
}

/// What was counted of one benchmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `phase/workload/engine/size`
    pub id: String,
    /// Machine instructions.
    pub instructions: u64,
    /// Instructions that the engine dispatched; absent of phases that run on none.
    pub vm_instructions: Option<u64>,
    /// Blocks asked of the allocator.
    pub allocator_calls: u64,
    /// Their bytes.
    pub allocator_bytes: u64,
    /// Bytes of objects in the arena; absent of phases that run on no engine.
    pub heap_bytes: Option<u64>,
}

impl From<&Count> for Row {
    fn from(count: &Count) -> Self {
        Self {
            id: count.id.clone(),
            instructions: count.instructions,
            vm_instructions: count.vm_instructions,
            allocator_calls: count.allocator_calls,
            allocator_bytes: count.allocator_bytes,
            heap_bytes: count.heap_bytes,
        }
    }
}

impl Recorded {
    /// The commit in twelve digits, with a mark if files differed from it.
    pub fn short(&self) -> String {
        let mark = if self.dirty {
            " with local changes"
        } else {
            ""
        };
        format!("{}{mark}", self.digits())
    }

    /// The commit in twelve digits.
    fn digits(&self) -> &str {
        self.commit.get(..12).unwrap_or(&self.commit)
    }

    /// The first line of the commit's message, as far as it is known.
    pub fn subject(&self) -> &str {
        self.subject.as_deref().unwrap_or("—")
    }
}

impl Record {
    /// Reads a file; whatever is wrong with it is said with its name.
    pub fn read(path: &Path) -> Result<Self> {
        let advice = "; restore it from git, or remove it";
        let record: Self = read_json(path, advice)?;
        match record.defect() {
            Some(defect) => Err(unusable(path, &defect, advice)),
            None => Ok(record),
        }
    }

    /// What no record that this version writes has.
    pub fn defect(&self) -> Option<String> {
        if self.schema_version != SCHEMA_VERSION {
            return Some(format!(
                "its format is version {}, this command knows version {SCHEMA_VERSION}",
                self.schema_version
            ));
        }
        let dates = [Some(&self.date), self.revision.date.as_ref()];
        let is_date = |date: &&String| date.parse::<Timestamp>().is_ok();
        if let Some(date) = dates.into_iter().flatten().find(|date| !is_date(date)) {
            return Some(format!("`{date}` is no date"));
        }
        if !self.revision.commit.chars().all(|c| c.is_ascii_hexdigit())
            || self.revision.commit.len() < 12
        {
            return Some(format!("`{}` is no commit", self.revision.commit));
        }
        if self.benchmarks.is_empty() {
            return Some("it has no benchmark".to_owned());
        }
        let mut ids: Vec<&str> = self.benchmarks.iter().map(|row| row.id.as_str()).collect();
        ids.sort_unstable();
        let mut pairs = ids.iter().zip(ids.iter().skip(1));
        if let Some((id, _)) = pairs.find(|(one, next)| one == next) {
            return Some(format!("benchmark `{id}` is there twice"));
        }
        if let Some(id) = ids.iter().find(|id| id.split('/').count() != 4) {
            return Some(format!("`{id}` is no benchmark"));
        }
        let empty = self.benchmarks.iter().find(|row| row.instructions == 0);
        empty.map(|row| format!("benchmark `{}` counted no instructions", row.id))
    }

    /// When it was recorded; [`Record::defect`] makes sure that there is such a moment.
    pub fn moment(&self) -> Timestamp {
        self.date.parse().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The name of its file: date, time and commit.
    fn file_name(&self) -> String {
        let time = self.moment().strftime("%Y-%m-%d-%H%M%S").to_string();
        format!("{time}-{}.json", self.revision.digits())
    }

    /// Writes it to a new file of a folder and says which; `None` if that file is there already.
    pub fn write_new(&self, folder: &Path) -> Result<Option<PathBuf>> {
        fs::create_dir_all(folder)
            .map_err(|source| Error::file("create directory", folder, source))?;
        let path = folder.join(self.file_name());
        let text = self.text()?;
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path);
        let written = match file {
            Ok(mut file) => file.write_all(text.as_bytes()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(None),
            Err(error) => Err(error),
        };
        written.map_err(|source| {
            // Half a record is none; that it cannot be removed either changes nothing.
            let _ = fs::remove_file(&path);
            Error::file("write", &path, source)
        })?;
        Ok(Some(path))
    }

    /// JSON with a row in each line, so that two records can be compared line by line.
    fn text(&self) -> Result<String> {
        let failed =
            |error: serde_json::Error| Error::Failed(format!("cannot write JSON: {error}"));
        let head = Self {
            benchmarks: Vec::new(),
            ..self.clone()
        };
        let head = serde_json::to_string_pretty(&head).map_err(failed)?;
        let rows: Vec<String> = self
            .benchmarks
            .iter()
            .map(serde_json::to_string)
            .collect::<std::result::Result<_, _>>()
            .map_err(failed)?;
        let rows = format!("\"benchmarks\": [\n    {}\n  ]", rows.join(",\n    "));
        Ok(head.replace("\"benchmarks\": []", &rows) + "\n")
    }
}

/// Reads JSON; an error names the file and ends with what to do.
pub fn read_json<T: for<'de> Deserialize<'de>>(path: &Path, advice: &str) -> Result<T> {
    let text = fs::read(path).map_err(|source| Error::file("read", path, source))?;
    serde_json::from_slice(&text).map_err(|error| unusable(path, &error.to_string(), advice))
}

fn unusable(path: &Path, defect: &str, advice: &str) -> Error {
    Error::Failed(format!("cannot use {}: {defect}{advice}", path.display()))
}
