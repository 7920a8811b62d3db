//! How the text of a derivation writes lists, strings, inputs and contents.

use super::derivation::{Bytes, Derivation, InputOutputs, Output, Text};
use super::hash::Format;
use super::path::StoreDir;
use crate::scan::find;
use std::borrow::Borrow;

/// A hash in hexadecimal.
pub(super) type Hexadecimal = [u8; 64];

/// Input derivations as a hash modulo sees them: by their hashes, in order, each with the outputs that are used.
pub(super) type Replaced<'d> = Vec<(&'d Hexadecimal, Vec<&'d [u8]>)>;

/// Input derivations by their paths.
pub(super) fn inputs<B: Text>(dir: &StoreDir, derivation: &Derivation<B>, out: &mut Bytes) {
    list(
        out,
        derivation.input_derivations.iter(),
        |out, (path, input)| {
            out.extend_from_slice(b"(\"");
            dir.print_to(path, out);
            out.extend_from_slice(b"\",");
            node(input, out);
            out.push(b')');
        },
    );
}

/// Input derivations by their hashes.
pub(super) fn hashes(inputs: &Replaced<'_>, out: &mut Bytes) {
    list(out, inputs, |out, (hash, names)| {
        out.extend_from_slice(b"(\"");
        out.extend_from_slice(*hash);
        out.extend_from_slice(b"\",");
        list(out, names, |out, name| string(out, name));
        out.push(b')');
    });
}

/// What is known of an output's content, behind its path.
pub(super) fn content(output: &Output, out: &mut Bytes) {
    let (algorithm, hash) = match output {
        Output::InputAddressed(_) | Output::Deferred => {
            out.extend_from_slice(b",\"\",\"\"");
            return;
        }
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
    for text in [algorithm, hash] {
        out.push(b',');
        string(out, text.as_bytes());
    }
}

/// What is used of a derivation, and below it of the derivations it makes: from the flat chains to nested lists.
fn node<B: Text>(input: &InputOutputs<B>, out: &mut Bytes) {
    enum Work<'c> {
        Node {
            outputs: Vec<&'c [u8]>,
            chains: Vec<&'c [Bytes]>,
        },
        Child(&'c [u8], bool),
        Text(&'static [u8]),
    }
    if input.dynamic.is_empty() {
        return list(out, &input.outputs, |out, name| string(out, name.borrow()));
    }
    let mut work = vec![Work::Node {
        outputs: input.outputs.iter().map(Borrow::borrow).collect(),
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

pub(super) fn list<T>(
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

/// A string in quotes.
pub(super) fn string(out: &mut Bytes, text: &[u8]) {
    out.push(b'"');
    escaped(out, text);
    out.push(b'"');
}

/// What stands for a string between quotes; most have nothing to escape.
pub(super) fn escaped(out: &mut Bytes, text: &[u8]) {
    let mut rest = text;
    let may_be_special = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
    while let Some(at) = find(rest, may_be_special) {
        out.extend_from_slice(&rest[..at]);
        let letter = match rest[at] {
            b'\n' => Some(b'n'),
            b'\r' => Some(b'r'),
            b'\t' => Some(b't'),
            same @ (b'"' | b'\\') => Some(same),
            _ => None,
        };
        match letter {
            Some(letter) => out.extend_from_slice(&[b'\\', letter]),
            None => out.push(rest[at]),
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_is_escaped() {
        let mut out = Bytes::new();
        string(&mut out, "\u{1}a\nb\r\tc\"d\\e".as_bytes());
        let expected = "\"\u{1}a\\nb\\r\\tc\\\"d\\\\e\"";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
