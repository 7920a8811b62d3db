//! Derivations: what is to be built, from what, and into which outputs.

use super::error::StoreError;
use super::hash::{Algorithm, Hash};
use super::path::{Method, References, StoreDir, StorePath, output_path_name};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes that the program chose: a Nix string need not be text.
pub type Bytes = Vec<u8>;

/// What is known of an output before it is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Its path, from all that it is built from.
    InputAddressed(StorePath),
    /// Its content's hash, and thereby its path.
    Fixed {
        /// What is hashed.
        method: Method,
        /// The hash.
        hash: Hash,
        /// Its path: see [`Output::fixed`].
        path: StorePath,
    },
    /// How its path follows from its content.
    Floating {
        /// What is hashed.
        method: Method,
        /// By what.
        algorithm: Algorithm,
    },
    /// Like floating, and another content after each build.
    Impure {
        /// What is hashed.
        method: Method,
        /// By what.
        algorithm: Algorithm,
    },
    /// Nothing: something it is built from has no path yet. Also what [`super::Store::complete`] has to find out.
    Deferred,
}

impl Output {
    /// An output of known content, of the derivation called `name`.
    pub fn fixed(
        dir: &StoreDir,
        name: &str,
        output: &[u8],
        method: Method,
        hash: Hash,
    ) -> Result<Self, StoreError> {
        let full = output_path_name(name, output);
        let path = dir.fixed_path(&full, method, &hash, &References::default())?;
        Ok(Self::Fixed { method, hash, path })
    }

    /// Its path, if there is one before the build.
    pub fn path(&self) -> Option<&StorePath> {
        match self {
            Self::InputAddressed(path) | Self::Fixed { path, .. } => Some(path),
            Self::Floating { .. } | Self::Impure { .. } | Self::Deferred => None,
        }
    }
}

/// What is known of all outputs of a derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All are [`Output::InputAddressed`].
    InputAddressed,
    /// All are [`Output::Fixed`].
    Fixed,
    /// All are [`Output::Floating`], by one algorithm.
    Floating(Algorithm),
    /// All are [`Output::Impure`].
    Impure,
    /// All are [`Output::Deferred`].
    Deferred,
}

impl From<&Output> for Kind {
    fn from(output: &Output) -> Self {
        match output {
            Output::InputAddressed(_) => Self::InputAddressed,
            Output::Fixed { .. } => Self::Fixed,
            Output::Floating { algorithm, .. } => Self::Floating(*algorithm),
            Output::Impure { .. } => Self::Impure,
            Output::Deferred => Self::Deferred,
        }
    }
}

/// What a derivation uses of another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputOutputs {
    /// Outputs of the derivation.
    pub outputs: BTreeSet<Bytes>,
    /// Outputs of derivations that the derivation builds: each a chain of at least two names, the first an output that is a
    /// derivation, the last what is used. A chain instead of a tree, so that none is too deep to be dropped.
    pub dynamic: BTreeSet<Vec<Bytes>>,
}

impl InputOutputs {
    /// Some outputs.
    pub fn of<const N: usize>(outputs: [&[u8]; N]) -> Self {
        Self {
            outputs: outputs.into_iter().map(<[u8]>::to_vec).collect(),
            dynamic: BTreeSet::new(),
        }
    }
}

/// What is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Its name, without `.drv`. The text does not have it, the path does.
    pub name: String,
    /// What comes out of it.
    pub outputs: BTreeMap<Bytes, Output>,
    /// Store paths it is built from, which are there without building.
    pub input_sources: BTreeSet<StorePath>,
    /// Derivations whose outputs it is built from.
    pub input_derivations: BTreeMap<StorePath, InputOutputs>,
    /// The system it is built on.
    pub platform: Bytes,
    /// The program that builds it.
    pub builder: Bytes,
    /// The program's arguments.
    pub args: Vec<Bytes>,
    /// The program's environment.
    pub env: BTreeMap<Bytes, Bytes>,
}

impl Derivation {
    /// A derivation that is not built from anything.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            outputs: BTreeMap::new(),
            input_sources: BTreeSet::new(),
            input_derivations: BTreeMap::new(),
            platform: Bytes::new(),
            builder: Bytes::new(),
            args: Vec::new(),
            env: BTreeMap::new(),
        }
    }

    /// The kind of its outputs, which have to be of one kind.
    pub fn kind(&self) -> Result<Kind, StoreError> {
        let mut kinds = self.outputs.values().map(Kind::from);
        let kind = kinds.next().ok_or(StoreError::NoOutputs)?;
        for other in kinds {
            match (kind, other) {
                (one, other) if one == other => {}
                (Kind::Floating(_), Kind::Floating(_)) => return Err(StoreError::MixedAlgorithms),
                _ => return Err(StoreError::MixedOutputs),
            }
        }
        Ok(kind)
    }

    /// The store paths its text mentions as inputs.
    pub fn references(&self) -> References {
        let mut others = self.input_sources.clone();
        others.extend(self.input_derivations.keys().cloned());
        References {
            others,
            itself: false,
        }
    }
}
