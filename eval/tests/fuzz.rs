//! The fuzz targets over stored inputs and over quick changes of the golden suite, on any toolchain.
//!
//! `cargo xtask fuzz` searches with coverage and for longer; what it finds is kept in `tests/fuzz-inputs/TARGET`.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/targets.rs"]
mod targets;

/// Changed inputs tried for each target.
const CHANGED: usize = 1_500;

/// What is done with an input.
type Target = fn(&[u8]);

const TARGETS: [(&str, Target); 5] = [
    ("parse", targets::parse),
    ("compile", targets::compile),
    ("machine", targets::machine),
    ("engines", targets::engines),
    ("readers", targets::readers),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let kind = entry.file_type().expect("an entry has a type");
            if kind.is_dir() {
                left.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn stored_inputs_are_harmless() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz-inputs");
    for (name, target) in TARGETS {
        for file in files(&folder.join(name)) {
            target(&fs::read(&file).expect("a stored input"));
        }
    }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        // Knuth's multiplier for 64 bits.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// What source texts are made of.
const PIECES: [&[u8]; 24] = [
    b"{",
    b"}",
    b"(",
    b")",
    b"[",
    b"]",
    b"\"",
    b"''",
    b"${",
    b";",
    b"=",
    b":",
    b"@",
    b"...",
    b".",
    b" or ",
    b" rec ",
    b" let ",
    b" in ",
    b" with ",
    b" inherit ",
    b"/",
    b"9223372036854775807",
    b"\xff",
];

/// An input with a few bytes lost, doubled, replaced or added, or continued by another one.
fn changed(numbers: &mut Numbers, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut input = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(input.len() + 1);
        let end = (at + numbers.below(8)).min(input.len());
        match numbers.below(5) {
            0 => drop(input.drain(at..end)),
            1 => {
                let piece = input[at..end].to_vec();
                input.splice(at..at, piece);
            }
            2 if at < input.len() => input[at] = numbers.below(256) as u8,
            3 => {
                let other = &seeds[numbers.below(seeds.len())];
                let start = numbers.below(other.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&other[start..]);
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                input.splice(at..at, piece.iter().copied());
            }
        }
    }
    input.truncate(4096);
    input
}

#[test]
fn changed_cases_are_harmless() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let seeds: Vec<Vec<u8>> = files(&suite)
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "nix"))
        .map(|path| fs::read(path).expect("a case"))
        .collect();
    assert!(seeds.len() >= 1000, "only {} seeds", seeds.len());
    for (index, (name, target)) in TARGETS.into_iter().enumerate() {
        let mut numbers = Numbers(5964 + index as u64);
        for round in 0..CHANGED {
            let input = changed(&mut numbers, &seeds);
            // Told only where it ends badly: the panic's text does not have the input.
            let guard = Guard {
                name,
                round,
                input: &input,
            };
            target(&input);
            std::mem::forget(guard);
        }
    }
}

/// Tells which input a panic came from.
struct Guard<'i> {
    name: &'static str,
    round: usize,
    input: &'i [u8],
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(self.input);
        eprintln!("{}, input {}:\n{text}", self.name, self.round);
    }
}
