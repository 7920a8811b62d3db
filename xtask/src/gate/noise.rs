//! What the self-test found: how far counts of the same source lie apart, and so what is a change.

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::counts::read_json;
use crate::error::{Error, Result};
use crate::workspace;

/// The file, below the workspace.
pub const FILE: &str = "reports/noise.json";

/// The file's contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noise {
    /// Changes up to so many per cent are none.
    pub threshold_percent: f64,
}

/// Reads the file.
pub fn read() -> Result<Noise> {
    let path = workspace::root().join(FILE);
    if !path.is_file() {
        return Err(Error::Incomparable(Cause::Unreadable {
            file: FILE.to_owned(),
            message:
                "it is not there; give --threshold, or write it with `cargo xtask gate --self-test`"
                    .to_owned(),
        }));
    }
    read_json(&path)
}
