//! Hash modulo, and the output paths that follow from it.
//!
//! A derivation's hash modulo stands for it in those built from it. It says what is built and not how a fixed content is
//! come by, so that a change of a mirror does not change what is built from the download. It is computed once, when a
//! derivation becomes known; its inputs are known by then.

use super::Store;
use super::aterm::{Hexadecimal, Replaced};
use super::derivation::{Bytes, Derivation, InputOutputs, Kind, Output, Text};
use super::draft::{Draft, Paths, hexadecimal};
use super::error::{StoreError, lossy};
use super::hash::Format;
use super::path::StorePath;
use super::placeholder::Placeholder;
use super::sorted::SortedMap;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

/// What stands for a derivation in those built from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Modulo {
    /// A hash, of what is built or of its only output's content.
    Hash(Hexadecimal),
    /// Nothing: its outputs' paths are known after a build only.
    Deferred,
}

/// What is remembered of a derivation.
#[derive(Debug)]
pub(super) struct Known {
    modulo: Modulo,
    outputs: Box<[Box<[u8]>]>,
}

impl Known {
    fn new<B: Text>(modulo: Modulo, derivation: &Derivation<B>) -> Self {
        let names = derivation.outputs.keys();
        Self {
            modulo,
            outputs: names.map(|name| name.borrow().into()).collect(),
        }
    }
}

/// A derivation that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added<B = Bytes> {
    /// Its path.
    pub path: StorePath,
    /// Each output with the text that stands for it in strings: its path, or a placeholder.
    pub outputs: Vec<(B, String)>,
}

/// What a derivation is built from.
type Inputs<B> = SortedMap<StorePath, InputOutputs<B>>;

impl<B: Text> Store<B> {
    /// Adds a derivation: finds out the paths of its outputs, of which its environment tells in place of whatever it says of
    /// them, and stores its text.
    pub fn add_derivation(&mut self, derivation: Derivation<B>) -> Result<Added<B>, StoreError> {
        let mut draft = std::mem::take(&mut self.draft);
        let added = self.add_drafted(derivation, &mut draft);
        self.draft = draft;
        added
    }

    fn add_drafted(
        &mut self,
        mut derivation: Derivation<B>,
        draft: &mut Draft,
    ) -> Result<Added<B>, StoreError> {
        let modulo = self.complete(&mut derivation, draft)?;
        draft.write_inputs(&self.dir, &derivation);
        let name = format!("{}.drv", derivation.name);
        let references = derivation.references();
        let path = self
            .dir
            .text_path(name.as_bytes(), &draft.hash(), &references)?;
        let mut outputs = Vec::with_capacity(derivation.outputs.len());
        for (output, what) in derivation.outputs.iter() {
            let text = match what.path() {
                Some(path) => self.dir.print(path),
                None => Placeholder::upstream(&path, output.borrow()).render(),
            };
            outputs.push((output.clone(), text));
        }
        let known = Known::new(modulo, &derivation);
        self.keep_derivation(&path, derivation, &references, draft)?;
        self.known.insert(path.clone(), known);
        Ok(Added { path, outputs })
    }

    /// Finds out the paths of a derivation's outputs; leaves what is stored in the draft, but for the inputs.
    fn complete(
        &mut self,
        derivation: &mut Derivation<B>,
        draft: &mut Draft,
    ) -> Result<Modulo, StoreError> {
        let kind = derivation.kind()?;
        let Derivation { outputs, env, .. } = derivation;
        for (name, output) in outputs.iter_mut() {
            if let Output::InputAddressed(_) = output {
                *output = Output::Deferred;
            }
            // There has to be a variable; its value follows from the output.
            env.insert(name.clone(), name.clone());
        }
        let modulo = match kind {
            Kind::InputAddressed | Kind::Deferred => {
                self.load_inputs(derivation)?;
                if let Some(modulo) = self.address(derivation, draft)? {
                    return Ok(modulo);
                }
                Modulo::Deferred
            }
            Kind::Fixed | Kind::Floating(_) | Kind::Impure => self.modulo(derivation)?,
        };
        draft.write(&self.dir, derivation, Paths::Settled);
        Ok(modulo)
    }

    /// The names of a derivation's outputs, whether it was added or lies in the store's folder.
    pub fn outputs(&self, path: &StorePath) -> Result<Vec<Bytes>, StoreError> {
        if let Some(known) = self.known.get(path) {
            return Ok(known.outputs.iter().map(|name| name.to_vec()).collect());
        }
        let derivation = self.read_derivation(path)?;
        Ok(derivation.outputs.keys().cloned().collect())
    }

    /// Gives the outputs the paths that follow from all inputs, which are known; nothing if an input has none.
    fn address(
        &self,
        derivation: &mut Derivation<B>,
        draft: &mut Draft,
    ) -> Result<Option<Modulo>, StoreError> {
        let Some(inputs) = self.replaced(&derivation.name, &derivation.input_derivations)? else {
            return Ok(None);
        };
        draft.write(&self.dir, derivation, Paths::ToCome);
        draft.write_hashes(&inputs);
        let paths = self.output_paths(derivation, draft)?;
        draft.fill(&paths);
        for ((_, output), path) in derivation.outputs.iter_mut().zip(paths) {
            *output = Output::InputAddressed(path);
        }
        Ok(Some(Modulo::Hash(draft.hexadecimal())))
    }

    /// The paths that follow from all inputs, in the order of the outputs; they are not in the draft.
    pub(super) fn output_paths<D: Text>(
        &self,
        derivation: &Derivation<D>,
        draft: &Draft,
    ) -> Result<Vec<StorePath>, StoreError> {
        let hash = draft.hash();
        let path = |name: &D| self.dir.output_path(name.borrow(), &hash, &derivation.name);
        derivation.outputs.keys().map(path).collect()
    }

    /// The hash modulo of a derivation whose outputs are settled and whose inputs are known where they matter.
    fn modulo<D: Text>(&self, derivation: &Derivation<D>) -> Result<Modulo, StoreError> {
        match derivation.outputs.values().next() {
            Some(Output::Fixed { method, hash, path }) => {
                let (prefix, algorithm) = (method.prefix(), hash.algorithm.name());
                let digest = hash.format(Format::Base16);
                let path = self.dir.print(path);
                let text = format!("fixed:out:{prefix}{algorithm}:{digest}:{path}");
                Ok(Modulo::Hash(hexadecimal(&Sha256::digest(text).into())))
            }
            Some(Output::InputAddressed(_)) => {
                let inputs = self.replaced(&derivation.name, &derivation.input_derivations)?;
                let Some(inputs) = inputs else {
                    return Ok(Modulo::Deferred);
                };
                let mut draft = Draft::default();
                draft.write(&self.dir, derivation, Paths::Written);
                draft.write_hashes(&inputs);
                Ok(Modulo::Hash(draft.hexadecimal()))
            }
            Some(Output::Floating { .. } | Output::Impure { .. } | Output::Deferred) | None => {
                Ok(Modulo::Deferred)
            }
        }
    }

    /// The inputs by their hashes; nothing if one has none.
    pub(super) fn replaced<'d, D: Text>(
        &'d self,
        name: &str,
        inputs: &'d Inputs<D>,
    ) -> Result<Option<Replaced<'d>>, StoreError> {
        let mut replaced = Replaced::with_capacity(inputs.len());
        let mut is_deferred = false;
        for (path, input) in inputs.iter() {
            let Some(known) = self.known.get(path) else {
                return Err(StoreError::InvalidDerivation(self.dir.print(path)));
            };
            for output in &input.outputs {
                let output: &[u8] = output.borrow();
                if !known.outputs.iter().any(|name| **name == *output) {
                    return Err(StoreError::NoSuchOutput(lossy(output), name.to_owned()));
                }
            }
            match &known.modulo {
                Modulo::Hash(hash) => {
                    let names = input.outputs.iter().map(D::borrow);
                    replaced.push((hash, names.collect()));
                }
                Modulo::Deferred => is_deferred = true,
            }
            is_deferred |= !input.dynamic.is_empty();
        }
        replaced.sort_unstable_by_key(|&(hash, _)| hash);
        replaced.dedup_by(|(hash, names), (last, all)| {
            let is_same = hash == last;
            if is_same {
                all.append(names);
                all.sort_unstable();
                all.dedup();
            }
            is_same
        });
        Ok((!is_deferred).then_some(replaced))
    }

    /// Makes the inputs of a derivation known, reading those that are not from the store's folder.
    pub(super) fn load_inputs<D: Text>(
        &mut self,
        derivation: &Derivation<D>,
    ) -> Result<(), StoreError> {
        let mut frames: Vec<(StorePath, Derivation, Vec<StorePath>)> = Vec::new();
        let mut active = FxHashSet::default();
        let mut pending = self.unknown_inputs(derivation);
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
                        self.unknown_inputs(&input)
                    } else {
                        Vec::new()
                    };
                    frames.push((path, input, inputs));
                }
                None => {
                    if let Some((path, input, _)) = frames.pop() {
                        let modulo = self.modulo(&input)?;
                        self.known.insert(path, Known::new(modulo, &input));
                    }
                }
            }
        }
    }

    fn unknown_inputs<D: Text>(&self, derivation: &Derivation<D>) -> Vec<StorePath> {
        let paths = derivation.input_derivations.keys();
        paths
            .filter(|path| !self.known.contains_key(*path))
            .cloned()
            .collect()
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
