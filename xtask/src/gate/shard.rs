//! Parts of a run that were counted on several machines, put together as if counted at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::counts::{Counts, read_json};
use super::suite::Shard;
use crate::error::{Error, Result};

/// Version of the format of files of shards.
pub const SCHEMA_VERSION: u32 = 1;

/// What one machine counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShardFile {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// Which part.
    pub shard: Shard,
    /// The ids of the whole run, in its order.
    pub ids: Vec<String>,
    /// Counts of the part on base.
    pub base: Counts,
    /// The same now.
    pub now: Counts,
}

/// A run that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The ids of all benchmarks, in their order.
    pub ids: Vec<String>,
    /// Their counts on base.
    pub base: Counts,
    /// The same now.
    pub now: Counts,
}

/// Reads the files and puts them together.
pub fn merge_files(paths: &[PathBuf]) -> Result<Whole> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push(read(path)?);
    }
    merge(files).map_err(Error::Incomparable)
}

fn read(path: &Path) -> Result<ShardFile> {
    let file: ShardFile = read_json(path)?;
    if file.schema_version == SCHEMA_VERSION {
        return Ok(file);
    }
    Err(Error::Incomparable(Cause::Unreadable {
        file: path.display().to_string(),
        message: format!(
            "its format is version {}, not {SCHEMA_VERSION}",
            file.schema_version
        ),
    }))
}

/// Proves that the parts make one run: each is there once, all are of the same two builds, no benchmark is missing or double.
pub fn merge(mut files: Vec<ShardFile>) -> std::result::Result<Whole, Cause> {
    files.sort_by_key(|file| file.shard);
    let mut parts = files.into_iter();
    let Some(first) = parts.next() else {
        return Err(Cause::Shards("there are no files".to_owned()));
    };
    let mut seen = BTreeSet::from([first.shard]);
    let whole = first.shard.count;
    let mut merged = Whole {
        ids: first.ids,
        base: first.base,
        now: first.now,
    };
    for part in parts {
        let Shard { index, count } = part.shard;
        if count != whole {
            return Err(Cause::Shards(format!(
                "part {index} is one of {count}, another is one of {whole}"
            )));
        }
        if !seen.insert(part.shard) {
            return Err(Cause::Shards(format!(
                "part {index}/{count} is there twice"
            )));
        }
        if part.ids != merged.ids {
            return Err(Cause::Shards(format!(
                "part {index}/{count} is of a run of other benchmarks"
            )));
        }
        add(&mut merged.base, part.base, "base", part.shard)?;
        add(&mut merged.now, part.now, "now", part.shard)?;
    }
    if let Some(index) = (1..=whole).find(|&index| {
        !seen.contains(&Shard {
            index,
            count: whole,
        })
    }) {
        return Err(Cause::Shards(format!("part {index}/{whole} is missing")));
    }
    let ids: BTreeSet<&str> = merged.ids.iter().map(String::as_str).collect();
    for (counts, side) in [(&mut merged.base, "base"), (&mut merged.now, "now")] {
        counts.check(&ids, side)?;
        if let Some(stray) = counts
            .benchmarks
            .iter()
            .find(|row| !ids.contains(row.id.as_str()))
        {
            return Err(Cause::Shards(format!(
                "benchmark `{}` on {side} belongs to no part",
                stray.id
            )));
        }
        let place = |id: &str| merged.ids.iter().position(|known| known == id);
        counts.benchmarks.sort_by_key(|row| place(&row.id));
    }
    Ok(merged)
}

/// Adds the rows of a part; everything else of it has to be the same.
fn add(
    whole: &mut Counts,
    part: Counts,
    side: &str,
    shard: Shard,
) -> std::result::Result<(), Cause> {
    let Shard { index, count } = shard;
    part.fingerprint.check_against(&whole.fingerprint).map_err(|cause| {
        Cause::Shards(format!(
            "{side} of part {index}/{count} is from a different build than that of the first: {cause}"
        ))
    })?;
    if part.tree != whole.tree || part.revision != whole.revision {
        return Err(Cause::Shards(format!(
            "{side} of part {index}/{count} is from a different build: its source is {} (tree {}), that of the first is {} \
             (tree {})",
            part.revision.short(),
            part.tree,
            whole.revision.short(),
            whole.tree
        )));
    }
    whole.benchmarks.extend(part.benchmarks);
    Ok(())
}
