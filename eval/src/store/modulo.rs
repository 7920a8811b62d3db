//! Hash modulo, and the output paths that follow from it.
//!
//! A derivation's hash modulo stands for it in those built from it. It says what is built and not how a fixed content is
//! come by, so that a change of a mirror does not change what is built from the download. It is computed once, when a
//! derivation becomes known; its inputs are known by then.

use super::Store;
use super::aterm::{Form, Replaced};
use super::derivation::{Bytes, Derivation, InputOutputs, Kind, Output};
use super::error::{StoreError, lossy};
use super::hash::Format;
use super::path::StorePath;
use super::placeholder::Placeholder;
use data_encoding::HEXLOWER;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What stands for a derivation in those built from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Modulo {
    /// A hash in hexadecimal, of what is built or of its only output's content.
    Hash(String),
    /// Nothing: its outputs' paths are known after a build only.
    Deferred,
}

/// What is remembered of a derivation.
#[derive(Debug)]
pub(super) struct Known {
    modulo: Modulo,
    outputs: Vec<Bytes>,
}

/// A derivation that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its path.
    pub path: StorePath,
    /// Each output with the text that stands for it in strings: its path, or a placeholder.
    pub outputs: Vec<(Bytes, String)>,
}

/// What a derivation is built from.
type Inputs = BTreeMap<StorePath, InputOutputs>;

fn hash_of(text: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

impl Store {
    /// Adds a derivation: finds out the paths of its outputs, writes them into its environment, and stores its text.
    pub fn add_derivation(&mut self, mut derivation: Derivation) -> Result<Added, StoreError> {
        let modulo = self.complete(&mut derivation)?;
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        derivation.write(&self.dir, Form::Stored, &mut text);
        let name = format!("{}.drv", derivation.name);
        let path = self.add_text(&name, &text, &derivation.references());
        self.scratch = text;
        let path = path?;
        let mut outputs = Vec::with_capacity(derivation.outputs.len());
        for (output, what) in &derivation.outputs {
            let text = match what.path() {
                Some(path) => self.dir.print(path),
                None => Placeholder::upstream(&path, output).render(),
            };
            outputs.push((output.clone(), text));
        }
        self.remember(path.clone(), derivation, modulo);
        Ok(Added { path, outputs })
    }

    fn remember(&mut self, path: StorePath, derivation: Derivation, modulo: Modulo) {
        let outputs = derivation.outputs.into_keys().collect();
        self.known.insert(path, Known { modulo, outputs });
    }

    /// Finds out the paths of a derivation's outputs and writes them into its environment.
    fn complete(&mut self, derivation: &mut Derivation) -> Result<Modulo, StoreError> {
        let kind = derivation.kind()?;
        let Derivation { outputs, env, .. } = derivation;
        for (name, output) in outputs {
            let text = match output {
                Output::Fixed { path, .. } => self.dir.print(path),
                Output::Floating { .. } | Output::Impure { .. } => Placeholder::own(name).render(),
                Output::InputAddressed(_) | Output::Deferred => {
                    *output = Output::Deferred;
                    String::new()
                }
            };
            env.insert(name.clone(), text.into_bytes());
        }
        match kind {
            Kind::InputAddressed | Kind::Deferred => {
                self.load_inputs(derivation)?;
                self.address(derivation)
            }
            Kind::Fixed | Kind::Floating(_) | Kind::Impure => self.modulo(derivation),
        }
    }

    /// The names of a derivation's outputs, whether it was added or lies in the store's folder.
    pub fn outputs(&self, path: &StorePath) -> Result<Vec<Bytes>, StoreError> {
        match self.known.get(path) {
            Some(known) => Ok(known.outputs.clone()),
            None => Ok(self.read_derivation(path)?.outputs.into_keys().collect()),
        }
    }

    /// Gives the outputs the paths that follow from all inputs, which are known.
    fn address(&mut self, derivation: &mut Derivation) -> Result<Modulo, StoreError> {
        let mut text = std::mem::take(&mut self.scratch);
        // Apart while the outputs change: what is hashed has the inputs' hashes instead.
        let inputs = std::mem::take(&mut derivation.input_derivations);
        let modulo = self.address_by(derivation, &inputs, &mut text);
        derivation.input_derivations = inputs;
        self.scratch = text;
        modulo
    }

    fn address_by(
        &self,
        derivation: &mut Derivation,
        inputs: &Inputs,
        text: &mut Bytes,
    ) -> Result<Modulo, StoreError> {
        let Some(replaced) = self.replaced(&derivation.name, inputs)? else {
            return Ok(Modulo::Deferred);
        };
        let paths = self.output_paths(derivation, &replaced, text)?;
        for ((name, output), path) in derivation.outputs.iter_mut().zip(paths) {
            let printed = self.dir.print(&path).into_bytes();
            derivation.env.insert(name.clone(), printed);
            *output = Output::InputAddressed(path);
        }
        text.clear();
        derivation.write(&self.dir, Form::Modulo(&replaced), text);
        Ok(Modulo::Hash(hash_of(text)))
    }

    /// The paths that follow from all inputs, in the order of the outputs.
    pub(super) fn output_paths(
        &self,
        derivation: &Derivation,
        inputs: &Replaced<'_>,
        text: &mut Bytes,
    ) -> Result<Vec<StorePath>, StoreError> {
        text.clear();
        derivation.write(&self.dir, Form::Masked(inputs), text);
        let hash = Sha256::digest(&text).into();
        let names = derivation.outputs.keys();
        names
            .map(|name| self.dir.output_path(name, &hash, &derivation.name))
            .collect()
    }

    /// The hash modulo of a derivation whose outputs are settled and whose inputs are known where they matter.
    fn modulo(&self, derivation: &Derivation) -> Result<Modulo, StoreError> {
        match derivation.outputs.values().next() {
            Some(Output::Fixed { method, hash, path }) => {
                let (prefix, algorithm) = (method.prefix(), hash.algorithm.name());
                let digest = hash.format(Format::Base16);
                let path = self.dir.print(path);
                let text = format!("fixed:out:{prefix}{algorithm}:{digest}:{path}");
                Ok(Modulo::Hash(hash_of(text.as_bytes())))
            }
            Some(Output::InputAddressed(_)) => {
                let Some(inputs) =
                    self.replaced(&derivation.name, &derivation.input_derivations)?
                else {
                    return Ok(Modulo::Deferred);
                };
                let mut text = Bytes::new();
                derivation.write(&self.dir, Form::Modulo(&inputs), &mut text);
                Ok(Modulo::Hash(hash_of(&text)))
            }
            Some(Output::Floating { .. } | Output::Impure { .. } | Output::Deferred) | None => {
                Ok(Modulo::Deferred)
            }
        }
    }

    /// The inputs by their hashes; nothing if one has none.
    pub(super) fn replaced<'d>(
        &'d self,
        name: &str,
        inputs: &'d Inputs,
    ) -> Result<Option<Replaced<'d>>, StoreError> {
        let mut replaced = Replaced::new();
        let mut is_deferred = false;
        for (path, input) in inputs {
            let Some(known) = self.known.get(path) else {
                return Err(StoreError::InvalidDerivation(self.dir.print(path)));
            };
            for output in &input.outputs {
                if !known.outputs.contains(output) {
                    return Err(StoreError::NoSuchOutput(lossy(output), name.to_owned()));
                }
            }
            match &known.modulo {
                Modulo::Hash(hash) => {
                    let names = input.outputs.iter().map(Vec::as_slice);
                    replaced.entry(hash.as_str()).or_default().extend(names);
                }
                Modulo::Deferred => is_deferred = true,
            }
            is_deferred |= !input.dynamic.is_empty();
        }
        Ok((!is_deferred).then_some(replaced))
    }

    /// Makes the inputs of a derivation known, reading those that are not from the store's folder.
    pub(super) fn load_inputs(&mut self, derivation: &Derivation) -> Result<(), StoreError> {
        let unknown = |store: &Self, derivation: &Derivation| -> Vec<StorePath> {
            let paths = derivation.input_derivations.keys();
            paths
                .filter(|path| !store.known.contains_key(path))
                .cloned()
                .collect()
        };
        let mut frames: Vec<(StorePath, Derivation, Vec<StorePath>)> = Vec::new();
        let mut active = FxHashSet::default();
        let mut pending = unknown(self, derivation);
        loop {
            let wanted = match frames.last_mut() {
                Some((_, _, pending)) => pending.pop(),
                None => match pending.pop() {
                    Some(path) => Some(path),
                    None => return Ok(()),
                },
            };
            match wanted {
                Some(path) if self.known.contains_key(&path) => {}
                Some(path) => {
                    let input = self.read_derivation(&path)?;
                    // A text that was tampered with may name what is built from it.
                    if !active.insert(path.clone()) {
                        return Err(StoreError::InvalidDerivation(self.dir.print(&path)));
                    }
                    let is_addressed = matches!(
                        input.outputs.values().next(),
                        Some(Output::InputAddressed(_))
                    );
                    let inputs = if is_addressed {
                        unknown(self, &input)
                    } else {
                        Vec::new()
                    };
                    frames.push((path, input, inputs));
                }
                None => {
                    if let Some((path, input, _)) = frames.pop() {
                        let modulo = self.modulo(&input)?;
                        self.remember(path, input, modulo);
                    }
                }
            }
        }
    }

    /// The derivation at a path, whether it was added or lies in the store's folder: as it stands there, which
    /// [`Store::check_derivation`] may find fault with.
    pub fn read_derivation(&self, path: &StorePath) -> Result<Derivation, StoreError> {
        let invalid = || StoreError::InvalidDerivation(self.dir.print(path));
        let text = self.read_text(path)?.ok_or_else(invalid)?;
        Derivation::parse(&self.dir, path, &text)
    }
}

#[cfg(test)]
mod tests;
