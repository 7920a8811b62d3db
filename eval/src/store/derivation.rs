//! Derivations: what is to be built, from what, and into which outputs.

use super::error::StoreError;
use super::hash::{Algorithm, Hash};
use super::path::{Method, References, StoreDir, StorePath, output_path_name};
use super::sorted::{SortedMap, SortedSet};
use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;

/// Bytes that the program chose: a Nix string need not be text.
pub type Bytes = Vec<u8>;

/// Bytes of a derivation, wherever they are: those that are read are its own, those of a program lie in its heap.
pub trait Text: Borrow<[u8]> + Ord + Clone + fmt::Debug {}

impl<T: Borrow<[u8]> + Ord + Clone + fmt::Debug> Text for T {}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputOutputs<B = Bytes> {
    /// Outputs of the derivation.
    pub outputs: SortedSet<B>,
    /// Outputs of derivations that the derivation builds: each a chain of at least two names, the first an output that is a
    /// derivation, the last what is used. A chain instead of a tree, so that none is too deep to be dropped.
    pub dynamic: BTreeSet<Vec<Bytes>>,
}

impl<B> Default for InputOutputs<B> {
    fn default() -> Self {
        Self {
            outputs: SortedSet::default(),
            dynamic: BTreeSet::new(),
        }
    }
}

impl<B: Text> InputOutputs<B> {
    /// Some outputs.
    pub fn of<const N: usize>(outputs: [B; N]) -> Self {
        Self {
            outputs: outputs.into_iter().collect(),
            dynamic: BTreeSet::new(),
        }
    }
}

/// What is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation<B = Bytes> {
    /// Its name, without `.drv`. The text does not have it, the path does.
    pub name: String,
    /// What comes out of it.
    pub outputs: SortedMap<B, Output>,
    /// Store paths it is built from, which are there without building.
    pub input_sources: SortedSet<StorePath>,
    /// Derivations whose outputs it is built from.
    pub input_derivations: SortedMap<StorePath, InputOutputs<B>>,
    /// The system it is built on.
    pub platform: B,
    /// The program that builds it.
    pub builder: B,
    /// The program's arguments.
    pub args: Vec<B>,
    /// The program's environment.
    pub env: SortedMap<B, B>,
}

impl<B: Text> Derivation<B> {
    /// A derivation that is not built from anything.
    pub fn new(name: &str, platform: B, builder: B) -> Self {
        Self {
            name: name.to_owned(),
            outputs: SortedMap::default(),
            input_sources: SortedSet::default(),
            input_derivations: SortedMap::default(),
            platform,
            builder,
            args: Vec::new(),
            env: SortedMap::default(),
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

    /// Whether it uses outputs of derivations that another one builds.
    pub fn is_dynamic(&self) -> bool {
        let is_dynamic = |input: &InputOutputs<B>| !input.dynamic.is_empty();
        self.input_derivations.values().any(is_dynamic)
    }

    /// The store paths its text mentions as inputs.
    pub fn references(&self) -> References {
        let derivations = self.input_derivations.keys();
        References {
            others: self
                .input_sources
                .iter()
                .chain(derivations)
                .cloned()
                .collect(),
            itself: false,
        }
    }
}
