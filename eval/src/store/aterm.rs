//! The text of a derivation.

use super::derivation::{Bytes, Derivation, InputOutputs, Output};
use super::hash::Format;
use super::path::StoreDir;
use std::collections::{BTreeMap, BTreeSet};

/// Input derivations as a hash modulo sees them: by their hashes in hexadecimal.
pub(super) type Replaced<'d> = BTreeMap<&'d str, BTreeSet<&'d [u8]>>;

/// Which text of a derivation.
#[derive(Clone, Copy)]
pub(super) enum Form<'a, 'd> {
    /// The one that is stored.
    Stored,
    /// The one whose hash stands for the derivation in others.
    Modulo(&'a Replaced<'d>),
    /// The one whose hash is in the paths of its own outputs: without these.
    Masked(&'a Replaced<'d>),
}

impl Derivation {
    /// The text that is stored.
    pub fn text(&self, dir: &StoreDir) -> Bytes {
        let mut out = Bytes::new();
        self.write(dir, Form::Stored, &mut out);
        out
    }

    /// Adds a text.
    pub(super) fn write(&self, dir: &StoreDir, form: Form<'_, '_>, out: &mut Bytes) {
        let masked = matches!(form, Form::Masked(_));
        let is_dynamic = |input: &InputOutputs| !input.dynamic.is_empty();
        if matches!(form, Form::Stored) && self.input_derivations.values().any(is_dynamic) {
            out.extend_from_slice(b"DrvWithVersion(\"xp-dyn-drv\",");
        } else {
            out.extend_from_slice(b"Derive(");
        }
        list(out, &self.outputs, |out, (name, output)| {
            described(dir, name, output, masked, out);
        });
        out.push(b',');
        match form {
            Form::Stored => list(out, &self.input_derivations, |out, (path, input)| {
                out.extend_from_slice(b"(\"");
                dir.print_to(path, out);
                out.extend_from_slice(b"\",");
                node(input, out);
                out.push(b')');
            }),
            Form::Modulo(inputs) | Form::Masked(inputs) => hashes(inputs, out),
        }
        out.push(b',');
        list(out, &self.input_sources, |out, path| {
            out.push(b'"');
            dir.print_to(path, out);
            out.push(b'"');
        });
        for text in [&self.platform, &self.builder] {
            out.push(b',');
            string(out, text);
        }
        out.push(b',');
        list(out, &self.args, |out, text| string(out, text));
        out.push(b',');
        list(out, &self.env, |out, (name, value)| {
            let hidden = masked && self.outputs.contains_key(name);
            let value = if hidden { &[] } else { value.as_slice() };
            tuple(out, &[name, value]);
        });
        out.push(b')');
    }
}

/// An output.
fn described(dir: &StoreDir, name: &[u8], output: &Output, masked: bool, out: &mut Bytes) {
    let path = match output.path() {
        Some(path) if !masked => dir.print(path),
        Some(_) | None => String::new(),
    };
    let (algorithm, hash) = match output {
        Output::InputAddressed(_) | Output::Deferred => (String::new(), String::new()),
        Output::Fixed { method, hash, .. } => {
            let algorithm = format!("{}{}", method.prefix(), hash.algorithm.name());
            (algorithm, hash.format(Format::Base16))
        }
        Output::Floating { method, algorithm } | Output::Impure { method, algorithm } => {
            let is_impure = matches!(output, Output::Impure { .. });
            let hash = if is_impure { "impure" } else { "" };
            (
                format!("{}{}", method.prefix(), algorithm.name()),
                hash.to_owned(),
            )
        }
    };
    tuple(
        out,
        &[name, path.as_bytes(), algorithm.as_bytes(), hash.as_bytes()],
    );
}

/// Input derivations by their hashes.
fn hashes(inputs: &Replaced<'_>, out: &mut Bytes) {
    list(out, inputs, |out, (hash, names)| {
        out.push(b'(');
        string(out, hash.as_bytes());
        out.push(b',');
        list(out, names, |out, name| string(out, name));
        out.push(b')');
    });
}

/// What is used of a derivation, and below it of the derivations it makes: from the flat chains to nested lists.
fn node(input: &InputOutputs, out: &mut Bytes) {
    enum Work<'c> {
        Node {
            outputs: Vec<&'c [u8]>,
            chains: Vec<&'c [Bytes]>,
        },
        Child(&'c [u8], bool),
        Text(&'static [u8]),
    }
    let mut work = vec![Work::Node {
        outputs: input.outputs.iter().map(Vec::as_slice).collect(),
        chains: input.dynamic.iter().map(Vec::as_slice).collect(),
    }];
    while let Some(next) = work.pop() {
        match next {
            Work::Text(text) => out.extend_from_slice(text),
            Work::Child(name, is_first) => {
                out.extend_from_slice(if is_first { b"(" } else { b",(" });
                string(out, name);
                out.push(b',');
            }
            Work::Node { outputs, chains } if chains.is_empty() => {
                list(out, outputs, string);
            }
            Work::Node { outputs, chains } => {
                out.push(b'(');
                list(out, outputs, string);
                out.extend_from_slice(b",[");
                work.push(Work::Text(b"])"));
                // Chains are sorted, so those with the same beginning stand together.
                let groups: Vec<_> = chains.chunk_by(|left, right| left[0] == right[0]).collect();
                for (index, group) in groups.iter().enumerate().rev() {
                    let rests = group.iter().map(|chain| &chain[1..]);
                    let (ends, further) = rests.partition::<Vec<_>, _>(|rest| rest.len() == 1);
                    work.push(Work::Text(b")"));
                    work.push(Work::Node {
                        outputs: ends.iter().map(|rest| rest[0].as_slice()).collect(),
                        chains: further,
                    });
                    work.push(Work::Child(&group[0][0], index == 0));
                }
            }
        }
    }
}

fn list<T>(
    out: &mut Bytes,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut Bytes, T),
) {
    out.push(b'[');
    for (index, each) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        item(out, each);
    }
    out.push(b']');
}

fn tuple(out: &mut Bytes, texts: &[&[u8]]) {
    out.push(b'(');
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        string(out, text);
    }
    out.push(b')');
}

/// A string in quotes; most have nothing to escape.
fn string(out: &mut Bytes, text: &[u8]) {
    out.push(b'"');
    let mut rest = text;
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | b'\n' | b'\r' | b'\t');
    while let Some(at) = rest.iter().position(special) {
        out.extend_from_slice(&rest[..at]);
        let letter = match rest[at] {
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            same => same,
        };
        out.extend_from_slice(&[b'\\', letter]);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}
