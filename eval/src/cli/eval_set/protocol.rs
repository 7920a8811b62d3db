//! What coordinator and worker say to each other: a line of JSON each way.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The names that lead to an attribute.
pub type AttributePath = Vec<String>;

/// What a worker found at a path, and how it fares.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// What is there.
    pub found: Found,
    /// Bytes that the worker holds.
    pub memory: usize,
}

/// What is at a path.
#[derive(Debug, Serialize, Deserialize)]
pub enum Found {
    /// A derivation: its line.
    Derivation(String),
    /// A set to look into: its names in their order.
    Set(Vec<String>),
    /// Nothing to print.
    Nothing,
    /// An error: its text, and whether another worker may have another one to tell because of what it evaluated before.
    Failure(String, Certainty),
}

/// Whether an error depends on what was evaluated before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// It is the same in every worker.
    Certain,
    /// A worker that has evaluated nothing else may word it otherwise, or not meet it.
    OfThisWorker,
}

/// The line of a derivation. The order of members is that of their names.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DerivationLine<'l> {
    /// The path as text.
    pub attr: &'l str,
    /// The path.
    pub attr_path: &'l [String],
    /// The derivation's store path.
    pub drv_path: String,
    /// The derivations it is built from, with their outputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_drvs: Option<BTreeMap<String, Vec<String>>>,
    /// What `meta` has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<BTreeMap<String, Box<RawValue>>>,
    /// The derivation's name.
    pub name: String,
    /// Output paths by their names; null where only a build tells.
    pub outputs: BTreeMap<String, Option<String>>,
    /// The system it is built on.
    pub system: String,
}

/// The line of an attribute that cannot be evaluated.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FailureLine<'l> {
    /// The path as text.
    pub attr: &'l str,
    /// The path.
    pub attr_path: &'l [String],
    /// What is wrong, as the command says it elsewhere.
    pub error: &'l str,
}
