//! What can go wrong before a workload runs, worded for the person who has to mend it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A manifest that cannot be used, or a name that is not in it.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The manifest could not be read.
    #[error("cannot read the workload manifest {}: {source}", path.display())]
    Unreadable {
        /// The manifest.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The manifest is not the TOML expected of it.
    #[error("{} is not a workload manifest: {source}", path.display())]
    Malformed {
        /// The manifest.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// The manifest can be read but contradicts itself or the folders beside it.
    #[error("{}: workload `{workload}`: {problem}", path.display())]
    Invalid {
        /// The manifest.
        path: PathBuf,
        /// The workload concerned.
        workload: String,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The manifest lists nothing.
    #[error("{}: no workload is listed", path.display())]
    Empty {
        /// The manifest.
        path: PathBuf,
    },
    /// Somebody asked for a workload that is not listed.
    #[error("there is no workload `{name}`; the manifest lists {}", known.join(", "))]
    UnknownWorkload {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// Somebody asked for a size that the workload does not have.
    #[error("workload `{workload}` has no size `{size}`; it has {}", known.join(", "))]
    UnknownSize {
        /// The workload.
        workload: String,
        /// The size asked for.
        size: String,
        /// The sizes there are.
        known: Vec<String>,
    },
}

/// What is wrong with one workload of a manifest.
#[derive(Debug, Error)]
pub enum Problem {
    /// Two workloads share the name.
    #[error("the name is used twice")]
    DuplicateName,
    /// The folder is not a plain name below the manifest.
    #[error("the folder `{0}` must be a single name beside the manifest")]
    FolderElsewhere(String),
    /// The folder does not exist.
    #[error("the folder {} does not exist", .0.display())]
    MissingFolder(PathBuf),
    /// The program does not exist.
    #[error("the program {} does not exist", .0.display())]
    MissingProgram(PathBuf),
    /// A description is blank.
    #[error("`{0}` is blank")]
    Blank(&'static str),
    /// No size is listed.
    #[error("no size is listed")]
    NoSizes,
    /// Two sizes share the name.
    #[error("the size `{0}` is listed twice")]
    DuplicateSize(String),
    /// A size is not larger than the one before it.
    #[error("the size `{0}` is not larger than the one before it")]
    SizesNotGrowing(String),
    /// A size has no answer.
    #[error("the size `{0}` has no answer")]
    MissingAnswer(String),
    /// `default` or `quick` names a size that is not listed.
    #[error("`{role}` names the size `{size}`, which is not listed")]
    UnlistedSize {
        /// `default` or `quick`.
        role: &'static str,
        /// The name it gives.
        size: String,
    },
    /// A generated workload's size is no number of packages.
    #[error("the size `{0}` must be between 1 and 1000000 for a generated workload")]
    SizeOutOfRange(String),
}

/// A generated program that could not be put in place.
#[derive(Debug, Error)]
#[error("cannot {action} {}: {source}", path.display())]
pub struct PrepareError {
    /// What was attempted.
    pub action: &'static str,
    /// On which file or directory.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

impl PrepareError {
    pub(crate) fn new(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self {
            action,
            path: path.into(),
            source,
        }
    }
}
