//! Where the time goes, as pictures.

use serde::{Deserialize, Serialize};

use super::Source;

/// One picture for each workload on each engine, or fewer: the notes say why.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlamegraphSection {
    /// How they were made.
    pub source: Source,
    /// The pictures.
    pub graphs: Vec<Flamegraph>,
}

/// One picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flamegraph {
    /// The workload's name.
    pub workload: String,
    /// The engine's name.
    pub engine: String,
    /// Its file, relative to the report's folder.
    pub file: String,
    /// The picture itself; in its file, not in `report.json`.
    #[serde(skip)]
    pub svg: String,
}
