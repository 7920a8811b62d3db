//! The texts of a derivation: the one that is stored, and those that are hashed.

use super::aterm::{self, Hexadecimal, Replaced, escaped, list, string};
use super::derivation::{Bytes, Derivation, Output, Text};
use super::path::{DIGEST_LENGTH, StoreDir, StorePath, output_path_name};
use super::placeholder::Placeholder;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// What a text says of the outputs' paths: where outputs are listed, and in the variables named like them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paths {
    /// What derivation and environment say.
    Written,
    /// What follows from the outputs, whatever the environment says.
    Settled,
    /// Nothing: the hash of such a text is in the paths.
    Masked,
    /// Nothing yet: there is room for paths that follow from the text without them.
    ToCome,
}

/// A text in the making.
///
/// The text that is stored and those that are hashed differ in their inputs and in the paths of outputs. Everything else is
/// written once for all of them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// All but the inputs.
    text: Bytes,
    /// Where in it the inputs belong.
    split: usize,
    inputs: Bytes,
    gaps: Vec<Gap>,
}

/// Room for the path of an output.
#[derive(Debug)]
struct Gap {
    place: Range<usize>,
    /// Where the path's digest begins.
    digest: usize,
    /// The output's number.
    output: usize,
}

impl Draft {
    /// Writes all but the inputs.
    pub(super) fn write<B: Text>(
        &mut self,
        dir: &StoreDir,
        derivation: &Derivation<B>,
        paths: Paths,
    ) {
        self.text.clear();
        self.gaps.clear();
        self.text.extend_from_slice(if derivation.is_dynamic() {
            b"DrvWithVersion(\"xp-dyn-drv\","
        } else {
            b"Derive("
        });
        self.outputs(dir, derivation, paths);
        self.text.push(b',');
        self.split = self.text.len();
        let out = &mut self.text;
        out.push(b',');
        list(out, &derivation.input_sources, |out, path| {
            out.push(b'"');
            dir.print_to(path, out);
            out.push(b'"');
        });
        for text in [&derivation.platform, &derivation.builder] {
            out.push(b',');
            string(out, text.borrow());
        }
        out.push(b',');
        list(out, &derivation.args, |out, text| {
            string(out, text.borrow());
        });
        out.push(b',');
        self.environment(dir, derivation, paths);
        self.text.push(b')');
    }

    fn outputs<B: Text>(&mut self, dir: &StoreDir, derivation: &Derivation<B>, paths: Paths) {
        self.text.push(b'[');
        for (index, (name, output)) in derivation.outputs.iter().enumerate() {
            let opening: &[u8] = if index > 0 { b",(" } else { b"(" };
            self.text.extend_from_slice(opening);
            string(&mut self.text, name.borrow());
            self.text.push(b',');
            match (output.path(), paths) {
                (_, Paths::ToCome) => self.gap(dir, derivation, index, name.borrow()),
                (Some(path), Paths::Written | Paths::Settled) => {
                    string(&mut self.text, dir.print(path).as_bytes());
                }
                (Some(_), Paths::Masked) | (None, _) => string(&mut self.text, b""),
            }
            aterm::content(output, &mut self.text);
            self.text.push(b')');
        }
        self.text.push(b']');
    }

    fn environment<B: Text>(&mut self, dir: &StoreDir, derivation: &Derivation<B>, paths: Paths) {
        // Both are in order.
        let mut outputs = derivation.outputs.iter().enumerate().peekable();
        self.text.push(b'[');
        for (index, (name, value)) in derivation.env.iter().enumerate() {
            let opening: &[u8] = if index > 0 { b",(" } else { b"(" };
            self.text.extend_from_slice(opening);
            string(&mut self.text, name.borrow());
            self.text.push(b',');
            while outputs.next_if(|(_, (output, _))| *output < name).is_some() {}
            let own = outputs.next_if(|(_, (output, _))| *output == name);
            match (own, paths) {
                (None, _) | (Some(_), Paths::Written) => string(&mut self.text, value.borrow()),
                (Some(_), Paths::Masked) => string(&mut self.text, b""),
                (Some((_, (_, output))), Paths::Settled) => {
                    let value = variable(dir, name.borrow(), output);
                    string(&mut self.text, value.as_bytes());
                }
                (Some((index, _)), Paths::ToCome) => {
                    self.gap(dir, derivation, index, name.borrow());
                }
            }
            self.text.push(b')');
        }
        self.text.push(b']');
    }

    /// Writes a path whose digest is to come.
    fn gap<B>(&mut self, dir: &StoreDir, derivation: &Derivation<B>, output: usize, name: &[u8]) {
        let out = &mut self.text;
        out.push(b'"');
        let start = out.len();
        escaped(out, dir.as_str().as_bytes());
        out.push(b'/');
        let digest = out.len();
        out.extend_from_slice(&[b'0'; DIGEST_LENGTH]);
        out.push(b'-');
        out.extend_from_slice(&output_path_name(&derivation.name, name));
        let place = start..out.len();
        out.push(b'"');
        self.gaps.push(Gap {
            place,
            digest,
            output,
        });
    }

    /// Says what the outputs' paths are.
    pub(super) fn fill(&mut self, paths: &[StorePath]) {
        for gap in self.gaps.drain(..) {
            let digest = paths[gap.output].digest().as_bytes();
            self.text[gap.digest..][..DIGEST_LENGTH].copy_from_slice(digest);
        }
    }

    /// Writes the inputs by their paths.
    pub(super) fn write_inputs<B: Text>(&mut self, dir: &StoreDir, derivation: &Derivation<B>) {
        self.inputs.clear();
        aterm::inputs(dir, derivation, &mut self.inputs);
    }

    /// Writes the inputs by their hashes.
    pub(super) fn write_hashes(&mut self, inputs: &Replaced<'_>) {
        self.inputs.clear();
        aterm::hashes(inputs, &mut self.inputs);
    }

    /// The hash of the text, without paths that are to come.
    pub(super) fn hash(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let mut start = 0;
        let mut inputs = Some(&self.inputs);
        for gap in &self.gaps {
            if gap.place.start > self.split
                && let Some(inputs) = inputs.take()
            {
                hasher.update(&self.text[start..self.split]);
                hasher.update(inputs);
                start = self.split;
            }
            hasher.update(&self.text[start..gap.place.start]);
            start = gap.place.end;
        }
        if let Some(inputs) = inputs {
            hasher.update(&self.text[start..self.split]);
            hasher.update(inputs);
            start = self.split;
        }
        hasher.update(&self.text[start..]);
        hasher.finalize().into()
    }

    /// That hash in hexadecimal.
    pub(super) fn hexadecimal(&self) -> Hexadecimal {
        hexadecimal(&self.hash())
    }

    /// The text.
    pub(super) fn whole(&self) -> Bytes {
        let (before, behind) = self.text.split_at(self.split);
        [before, &self.inputs, behind].concat()
    }
}

impl<B: Text> Derivation<B> {
    /// The text that is stored.
    pub fn text(&self, dir: &StoreDir) -> Bytes {
        self.text_with(dir, Paths::Written)
    }

    pub(super) fn text_with(&self, dir: &StoreDir, paths: Paths) -> Bytes {
        let mut draft = Draft::default();
        draft.write(dir, self, paths);
        draft.write_inputs(dir, self);
        draft.whole()
    }
}

/// A hash in hexadecimal.
pub(super) fn hexadecimal(hash: &[u8; 32]) -> Hexadecimal {
    let mut digits = [0; 64];
    HEXLOWER.encode_mut(hash, &mut digits);
    digits
}

/// What a builder is told of an output.
fn variable(dir: &StoreDir, name: &[u8], output: &Output) -> String {
    match output {
        Output::InputAddressed(path) | Output::Fixed { path, .. } => dir.print(path),
        Output::Floating { .. } | Output::Impure { .. } => Placeholder::own(name).render(),
        Output::Deferred => String::new(),
    }
}
