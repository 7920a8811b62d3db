//! Reading the text of a derivation, with the messages and the lenience of C++ Nix.

use super::derivation::{Bytes, Derivation, InputOutputs, Output};
use super::error::{StoreError, lossy};
use super::hash::{Algorithm, Hash};
use super::path::{Method, StoreDir, StorePath};
use super::sorted::{SortedMap, SortedSet};

/// Why a text is not that of a derivation.
pub(super) enum ParseError {
    /// It breaks off or goes on wrongly.
    Malformed(String),
    /// It begins like nothing known.
    Beginning,
    /// Something it says is wrong.
    Content(StoreError),
}

impl From<StoreError> for ParseError {
    fn from(error: StoreError) -> Self {
        Self::Content(error)
    }
}

impl Derivation {
    /// Reads the text of the derivation that is stored at `path`.
    pub fn parse(dir: &StoreDir, path: &StorePath, text: &[u8]) -> Result<Self, StoreError> {
        let name = path.name();
        let name = name.strip_suffix(".drv").unwrap_or(name);
        let mut parser = Parser {
            dir,
            rest: text,
            is_dynamic: false,
            chained: 0,
        };
        parser.derivation(name).map_err(|error| match error {
            ParseError::Malformed(message) => StoreError::Derivation(dir.print(path), message),
            ParseError::Beginning => StoreError::NoDerivation,
            ParseError::Content(error) => error,
        })
    }
}

type Parsed<T> = Result<T, ParseError>;

struct Parser<'t> {
    dir: &'t StoreDir,
    rest: &'t [u8],
    /// Whether inputs may be outputs of derivations that are built.
    is_dynamic: bool,
    /// The length of all chains of names together.
    chained: usize,
}

/// A text may say in few bytes what is many chains, each a little longer than the one before.
const MAX_CHAINED: usize = 1 << 22;

impl Parser<'_> {
    fn derivation(&mut self, name: &str) -> Parsed<Derivation> {
        self.beginning()?;
        let mut derivation = Derivation::new(name, Bytes::new(), Bytes::new());
        self.expect("[")?;
        while !self.list_ends() {
            let (output, what) = self.output(name)?;
            derivation.outputs.or_insert_with(output, || what);
        }
        self.expect(",[")?;
        while !self.list_ends() {
            self.expect("(")?;
            let path = self.store_path()?;
            self.expect(",")?;
            let input = self.node()?;
            self.expect(")")?;
            derivation.input_derivations.insert(path, input);
        }
        self.expect(",")?;
        self.expect("[")?;
        while !self.list_ends() {
            derivation.input_sources.insert(self.store_path()?);
        }
        self.expect(",")?;
        derivation.platform = self.string()?;
        self.expect(",")?;
        derivation.builder = self.string()?;
        self.expect(",[")?;
        while !self.list_ends() {
            derivation.args.push(self.string()?);
        }
        self.expect(",[")?;
        derivation.env = self.environment()?;
        self.expect(")")?;
        Ok(derivation)
    }

    fn beginning(&mut self) -> Parsed<()> {
        if self.rest.is_empty() {
            let message = "file is empty (possible filesystem corruption)";
            return Err(ParseError::Malformed(message.to_owned()));
        }
        self.expect("D")?;
        match self.rest.first() {
            Some(b'e') => self.expect("erive("),
            Some(b'r') => {
                self.expect("rvWithVersion(")?;
                let version = self.string()?;
                if version != b"xp-dyn-drv" {
                    let version = lossy(&version);
                    let message = format!("Unknown derivation ATerm format version '{version}'");
                    return Err(ParseError::Malformed(message));
                }
                self.is_dynamic = true;
                self.expect(",")
            }
            Some(_) | None => Err(ParseError::Beginning),
        }
    }

    fn output(&mut self, name: &str) -> Parsed<(Bytes, Output)> {
        self.expect("(")?;
        let output = self.string()?;
        self.expect(",")?;
        let path = self.string()?;
        self.expect(",")?;
        let algorithm = self.string()?;
        self.expect(",")?;
        let hash = self.string()?;
        self.expect(")")?;
        let what = self.output_kind(name, &output, &path, &algorithm, &hash)?;
        Ok((output, what))
    }

    fn output_kind(
        &self,
        name: &str,
        output: &[u8],
        path: &[u8],
        algorithm: &[u8],
        hash: &[u8],
    ) -> Parsed<Output> {
        if algorithm.is_empty() {
            return Ok(match path {
                [] => Output::Deferred,
                path => Output::InputAddressed(self.path_of(path)?),
            });
        }
        let (method, algorithm) = Method::split(algorithm);
        let algorithm = Algorithm::parse(algorithm).map_err(StoreError::from)?;
        match hash {
            b"impure" => {
                without_path(path, "impure")?;
                Ok(Output::Impure { method, algorithm })
            }
            [] => {
                without_path(path, "content-addressing")?;
                Ok(Output::Floating { method, algorithm })
            }
            hash => {
                absolute(path)?;
                let hash = Hash::parse_plain(hash, algorithm).map_err(StoreError::from)?;
                Ok(Output::fixed(self.dir, name, output, method, hash)?)
            }
        }
    }

    fn environment(&mut self) -> Parsed<SortedMap<Bytes, Bytes>> {
        let mut env = SortedMap::default();
        while !self.list_ends() {
            self.expect("(")?;
            let name = self.string()?;
            self.expect(",")?;
            env.insert(name, self.string()?);
            self.expect(")")?;
        }
        Ok(env)
    }

    /// What is used of an input: nested lists become chains of names, without recursion.
    fn node(&mut self) -> Parsed<InputOutputs> {
        let mut found = InputOutputs::default();
        let mut chain: Vec<Bytes> = Vec::new();
        if !self.begins_node()? {
            found.outputs = self.strings()?;
            return Ok(found);
        }
        found.outputs = self.strings()?;
        self.expect(",[")?;
        // Inside the list of a node's children; the chain says which node.
        loop {
            if self.list_ends() {
                self.expect(")")?;
                if chain.pop().is_none() {
                    return Ok(found);
                }
                self.expect(")")?;
                continue;
            }
            self.expect("(")?;
            chain.push(self.string()?);
            self.expect(",")?;
            let has_children = self.begins_node()?;
            for output in self.strings()? {
                self.chained += chain.len();
                if self.chained > MAX_CHAINED {
                    let message = "dynamic inputs are nested too deeply";
                    return Err(ParseError::Malformed(message.to_owned()));
                }
                let mut longer = chain.clone();
                longer.push(output);
                found.dynamic.insert(longer);
            }
            if has_children {
                self.expect(",[")?;
            } else {
                self.expect(")")?;
                chain.pop();
            }
        }
    }

    /// Whether a node has children; behind the bracket of its outputs.
    fn begins_node(&mut self) -> Parsed<bool> {
        let has_children = self.is_dynamic
            && match self.rest.first() {
                Some(b'(') => true,
                Some(b'[') => false,
                Some(_) | None => {
                    let message = "invalid inputDrvs entry in derivation";
                    return Err(ParseError::Malformed(message.to_owned()));
                }
            };
        if has_children {
            self.expect("(")?;
        }
        self.expect("[")?;
        Ok(has_children)
    }

    fn strings(&mut self) -> Parsed<SortedSet<Bytes>> {
        let mut strings = SortedSet::default();
        while !self.list_ends() {
            strings.insert(self.string()?);
        }
        Ok(strings)
    }

    fn expect(&mut self, text: &str) -> Parsed<()> {
        match self.rest.strip_prefix(text.as_bytes()) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(ParseError::Malformed(format!("expected string '{text}'"))),
        }
    }

    /// Whether a list ends here; a comma is skipped.
    fn list_ends(&mut self) -> bool {
        match self.rest {
            [b',', rest @ ..] => {
                self.rest = rest;
                false
            }
            [b']', rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn string(&mut self) -> Parsed<Bytes> {
        self.expect("\"")?;
        let mut text = Bytes::new();
        loop {
            let special = |byte: &u8| matches!(byte, b'"' | b'\\');
            let plain = self
                .rest
                .iter()
                .position(special)
                .unwrap_or(self.rest.len());
            text.extend_from_slice(&self.rest[..plain]);
            match &self.rest[plain..] {
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Ok(text);
                }
                [b'\\', letter, rest @ ..] => {
                    text.push(match letter {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        same => *same,
                    });
                    self.rest = rest;
                }
                _ => {
                    let message = "unterminated string in derivation";
                    return Err(ParseError::Malformed(message.to_owned()));
                }
            }
        }
    }

    fn store_path(&mut self) -> Parsed<StorePath> {
        let text = self.string()?;
        self.path_of(&text)
    }

    fn path_of(&self, text: &[u8]) -> Parsed<StorePath> {
        absolute(text)?;
        Ok(self.dir.parse(text)?)
    }
}

fn without_path(path: &[u8], kind: &str) -> Parsed<()> {
    if path.is_empty() {
        return Ok(());
    }
    let message = format!("{kind} derivation output should not specify output path");
    Err(ParseError::Malformed(message))
}

fn absolute(path: &[u8]) -> Parsed<()> {
    if path.starts_with(b"/") {
        return Ok(());
    }
    let message = format!("bad path '{}' in derivation", lossy(path));
    Err(ParseError::Malformed(message))
}

#[cfg(test)]
mod tests;
