//! A derivation that was added, as compactly as it can be kept.

use super::derivation::{Bytes, Derivation, InputOutputs, Output, Text};
use super::draft::Paths;
use super::path::{References, StoreDir, StorePath};
use super::sorted::{SortedMap, SortedSet};
use std::collections::BTreeSet;

/// What the text of a derivation is written from.
#[derive(Debug)]
pub(super) struct Kept<B> {
    outputs: Box<[(B, Output)]>,
    input_sources: Box<[StorePath]>,
    /// Each output that is used, with the derivation it is of.
    used: Box<[(StorePath, B)]>,
    /// What is used of derivations that others build.
    dynamic: Box<[(StorePath, BTreeSet<Vec<Bytes>>)]>,
    platform: B,
    builder: B,
    args: Box<[B]>,
    env: Box<[(B, B)]>,
}

impl<B: Text> Kept<B> {
    /// Keeps a derivation whose outputs are settled.
    pub(super) fn new(derivation: Derivation<B>) -> Self {
        let mut used = Vec::with_capacity(derivation.input_derivations.len());
        let mut dynamic = Vec::new();
        for (path, input) in derivation.input_derivations.into_entries() {
            for output in input.outputs {
                used.push((path.clone(), output));
            }
            if !input.dynamic.is_empty() {
                dynamic.push((path, input.dynamic));
            }
        }
        Self {
            outputs: derivation.outputs.into_entries(),
            input_sources: derivation.input_sources.into_iter().collect(),
            used: used.into(),
            dynamic: dynamic.into(),
            platform: derivation.platform,
            builder: derivation.builder,
            args: derivation.args.into(),
            env: derivation.env.into_entries(),
        }
    }

    /// The memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + size_of_val(&*self.outputs)
            + size_of_val(&*self.input_sources)
            + size_of_val(&*self.used)
            + size_of_val(&*self.dynamic)
            + size_of_val(&*self.args)
            + size_of_val(&*self.env)
    }

    /// The derivation again, which is stored at a path.
    fn derivation(&self, path: &StorePath) -> Derivation<B> {
        let name = path.name();
        let name = name.strip_suffix(".drv").unwrap_or(name);
        let mut derivation = Derivation::new(name, self.platform.clone(), self.builder.clone());
        let mut inputs: SortedMap<StorePath, InputOutputs<B>> = SortedMap::default();
        for (path, output) in &self.used {
            let input = inputs.or_insert_with(path.clone(), InputOutputs::default);
            input.outputs.insert(output.clone());
        }
        for (path, chains) in &self.dynamic {
            let input = inputs.or_insert_with(path.clone(), InputOutputs::default);
            input.dynamic.clone_from(chains);
        }
        derivation.outputs = self.outputs.iter().cloned().collect();
        derivation.input_sources = self.input_sources.iter().cloned().collect();
        derivation.input_derivations = inputs;
        derivation.args = self.args.to_vec();
        derivation.env = self.env.iter().cloned().collect();
        derivation
    }

    /// Its text.
    pub(super) fn text(&self, dir: &StoreDir, path: &StorePath) -> Bytes {
        self.derivation(path).text_with(dir, Paths::Settled)
    }

    /// The store paths its text mentions as inputs.
    pub(super) fn references(&self) -> References {
        let derivations = self.used.iter().map(|(path, _)| path);
        let dynamic = self.dynamic.iter().map(|(path, _)| path);
        let paths = self.input_sources.iter().chain(derivations).chain(dynamic);
        References {
            others: paths.cloned().collect::<SortedSet<_>>(),
            itself: false,
        }
    }
}
