//! Store paths: their names, how they are read, and what they are computed from.

use super::error::{NameError, StoreError, lossy};
use super::hash::{Algorithm, Format, Hash, NIX32_DIGITS, push_nix32};
use super::sorted::SortedSet;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{borrow::Borrow, fmt, hash, sync::Arc};

/// The number of digits before the name.
pub const DIGEST_LENGTH: usize = 32;

/// The longest name: a file name of 255 bytes without digest, dash and the endings that Nix adds.
pub const MAX_NAME: usize = 211;

/// A table of the bytes that are among some.
const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

/// What names consist of.
const IN_NAMES: [bool; 256] =
    among(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-._?=");

/// What digests consist of.
const IN_DIGESTS: [bool; 256] = among(NIX32_DIGITS);

/// Whether a store object may be called so.
pub fn check_name(name: &[u8]) -> Result<(), NameError> {
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.len() > MAX_NAME {
        return Err(NameError::TooLong(lossy(name)));
    }
    for dots in [".", ".."] {
        match name.strip_prefix(dots.as_bytes()) {
            Some([]) => return Err(NameError::Dots(lossy(name))),
            Some([b'-', ..]) => return Err(NameError::DotsBeforeDash(lossy(name), dots)),
            Some(_) | None => {}
        }
    }
    match name.iter().find(|&&byte| !IN_NAMES[usize::from(byte)]) {
        Some(&byte) => Err(NameError::IllegalCharacter(lossy(name), lossy(&[byte]))),
        None => Ok(()),
    }
}

/// The last part of a store path: a digest of 32 digits, a separator, a name. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StorePath {
    base: Arc<str>,
}

impl hash::Hash for StorePath {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.base.as_bytes().hash(state);
    }
}

/// Tables of store paths are asked by what is in a text.
impl Borrow<[u8]> for StorePath {
    fn borrow(&self) -> &[u8] {
        self.base.as_bytes()
    }
}

impl StorePath {
    /// Reads the last part of a store path.
    pub fn from_base(base: &[u8]) -> Result<Self, StoreError> {
        if base.len() <= DIGEST_LENGTH {
            return Err(StoreError::TooShort(lossy(base)));
        }
        let (digest, name) = (&base[..DIGEST_LENGTH], &base[DIGEST_LENGTH + 1..]);
        let illegal = |&&byte: &&u8| !IN_DIGESTS[usize::from(byte)];
        if let Some(&byte) = digest.iter().find(illegal) {
            return Err(StoreError::IllegalDigit(lossy(base), lossy(&[byte])));
        }
        check_name(name).map_err(|error| StoreError::Name(lossy(base), error))?;
        let Ok(base) = std::str::from_utf8(base) else {
            // Only the separator is left. Nix takes any byte there, which no path it makes has.
            let separator = lossy(&base[DIGEST_LENGTH..=DIGEST_LENGTH]);
            let error = NameError::IllegalCharacter(lossy(base), separator);
            return Err(StoreError::Name(lossy(base), error));
        };
        Ok(Self { base: base.into() })
    }

    /// The path of a digest and a name.
    fn new(digest: [u8; 20], name: &[u8]) -> Result<Self, StoreError> {
        let mut base = String::with_capacity(DIGEST_LENGTH + 1 + name.len());
        push_nix32(&digest, &mut base);
        base.push('-');
        let checked = check_name(name).map(|()| std::str::from_utf8(name));
        match checked {
            Ok(Ok(name)) => base.push_str(name),
            Ok(Err(_)) => unreachable!("names are ASCII"),
            Err(error) => {
                base.push_str(&lossy(name));
                return Err(StoreError::Name(base, error));
            }
        }
        Ok(Self { base: base.into() })
    }

    /// Digest, separator and name.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The 32 digits.
    pub fn digest(&self) -> &str {
        &self.base[..DIGEST_LENGTH]
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.base[DIGEST_LENGTH + 1..]
    }

    /// Whether it is the path of a derivation.
    pub fn is_derivation(&self) -> bool {
        self.base.as_bytes().ends_with(b".drv")
    }
}

impl fmt::Debug for StorePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

/// What a hash is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The bytes of a regular file.
    Flat,
    /// The NAR of whatever it is.
    Recursive,
    /// The bytes of a text that may have references.
    Text,
}

impl Method {
    /// What derivations write before the algorithm.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Flat => "",
            Self::Recursive => "r:",
            Self::Text => "text:",
        }
    }

    /// The method and the rest of what a derivation writes: `r:sha256` is recursive and `sha256`.
    pub fn split(text: &[u8]) -> (Self, &[u8]) {
        for method in [Self::Recursive, Self::Text] {
            if let Some(rest) = text.strip_prefix(method.prefix().as_bytes()) {
                return (method, rest);
            }
        }
        (Self::Flat, text)
    }
}

/// The store paths that a store object mentions.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// Other paths.
    pub others: SortedSet<StorePath>,
    /// Whether it mentions its own.
    pub itself: bool,
}

impl References {
    fn is_empty(&self) -> bool {
        self.others.is_empty() && !self.itself
    }
}

/// The folder that store paths are in: by its name only, it need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreDir {
    dir: Arc<str>,
}

impl Default for StoreDir {
    fn default() -> Self {
        Self {
            dir: "/nix/store".into(),
        }
    }
}

impl StoreDir {
    /// A store folder of this name.
    pub fn new(dir: &str) -> Result<Self, StoreError> {
        let trimmed = dir.trim_end_matches('/');
        if !trimmed.starts_with('/') {
            return Err(StoreError::RelativeStoreDir(dir.to_owned()));
        }
        Ok(Self {
            dir: trimmed.into(),
        })
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.dir
    }

    /// The store path as text.
    pub fn print(&self, path: &StorePath) -> String {
        let mut text = String::with_capacity(self.dir.len() + 1 + path.base.len());
        text.push_str(&self.dir);
        text.push('/');
        text.push_str(&path.base);
        text
    }

    /// Adds the store path as text.
    pub fn print_to(&self, path: &StorePath, out: &mut Vec<u8>) {
        out.extend_from_slice(self.dir.as_bytes());
        out.push(b'/');
        out.extend_from_slice(path.base.as_bytes());
    }

    /// What follows the folder and its slash.
    pub(super) fn inside<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        let rest = text.strip_prefix(self.dir.as_bytes())?;
        rest.strip_prefix(b"/").filter(|rest| !rest.is_empty())
    }

    /// Whether a canonical path is in the store folder, however deep.
    pub fn contains(&self, text: &[u8]) -> bool {
        self.inside(text).is_some()
    }

    /// Reads an absolute path that is just a store path, canonical or not.
    pub fn parse(&self, text: &[u8]) -> Result<StorePath, StoreError> {
        let is_odd = |pair: &[u8]| pair == b"//" || pair == b"/.";
        if text.windows(2).any(is_odd) {
            let canonical = canonical(text);
            // A name that begins with a dot looks odd and is not.
            if canonical != text {
                return self.parse(&canonical);
            }
        }
        match self.inside(text) {
            Some(base) if !base.contains(&b'/') => StorePath::from_base(base),
            Some(_) | None => Err(StoreError::NotInStore(lossy(text))),
        }
    }

    /// Splits a canonical path into the store path it is below and the rest, which is empty or begins with a slash.
    pub fn split<'t>(&self, text: &'t [u8]) -> Result<(StorePath, &'t [u8]), StoreError> {
        let Some(inside) = self.inside(text) else {
            return Err(StoreError::NotBelow(lossy(text)));
        };
        let slash = inside.iter().position(|&byte| byte == b'/');
        let (base, rest) = inside.split_at(slash.unwrap_or(inside.len()));
        Ok((StorePath::from_base(base)?, rest))
    }

    /// The store path of what is of this kind, has this hash and this name.
    pub fn make_path(
        &self,
        kind: &str,
        inner: &[u8; 32],
        name: &[u8],
    ) -> Result<StorePath, StoreError> {
        let mut hasher = Sha256::new();
        hasher.update(kind);
        hasher.update(b":sha256:");
        let mut digits = [0; 64];
        HEXLOWER.encode_mut(inner, &mut digits);
        hasher.update(digits);
        hasher.update(b":");
        hasher.update(self.as_str());
        hasher.update(b":");
        hasher.update(name);
        StorePath::new(compress(&hasher.finalize()), name)
    }

    /// The kind of what has references.
    fn kind(&self, kind: &str, references: &References) -> String {
        let others = self.dir.len() + DIGEST_LENGTH + 32;
        let mut text = String::with_capacity(32 + references.others.len() * others);
        text.push_str(kind);
        for path in &references.others {
            text.push(':');
            text.push_str(&self.dir);
            text.push('/');
            text.push_str(&path.base);
        }
        if references.itself {
            text.push_str(":self");
        }
        text
    }

    /// The path of a text, of its SHA-256.
    pub fn text_path(
        &self,
        name: &[u8],
        hash: &[u8; 32],
        references: &References,
    ) -> Result<StorePath, StoreError> {
        self.make_path(&self.kind("text", references), hash, name)
    }

    /// The path of a folder or file, of the SHA-256 of its NAR.
    pub fn source_path(
        &self,
        name: &[u8],
        hash: &[u8; 32],
        references: &References,
    ) -> Result<StorePath, StoreError> {
        self.make_path(&self.kind("source", references), hash, name)
    }

    /// The path of what has this content, whoever made it.
    pub fn fixed_path(
        &self,
        name: &[u8],
        method: Method,
        hash: &Hash,
        references: &References,
    ) -> Result<StorePath, StoreError> {
        let sha256 = match hash.algorithm {
            Algorithm::Sha256 => <&[u8; 32]>::try_from(hash.digest.as_slice()).ok(),
            Algorithm::Md5 | Algorithm::Sha1 | Algorithm::Sha512 => None,
        };
        match (method, sha256) {
            (Method::Recursive, Some(sha256)) => self.source_path(name, sha256, references),
            (Method::Text, Some(sha256)) => self.text_path(name, sha256, references),
            (Method::Text, None) => Err(StoreError::TextAlgorithm(lossy(name))),
            (Method::Flat | Method::Recursive, _) if !references.is_empty() => {
                Err(StoreError::FixedWithReferences(lossy(name)))
            }
            (Method::Flat | Method::Recursive, _) => {
                let (prefix, algorithm) = (method.prefix(), hash.algorithm.name());
                let digest = hash.format(Format::Base16);
                let inner = Sha256::digest(format!("fixed:out:{prefix}{algorithm}:{digest}:"));
                self.make_path("output:out", &inner.into(), name)
            }
        }
    }

    /// The path of an output of a derivation called `name`, of the derivation's hash modulo.
    pub fn output_path(
        &self,
        output: &[u8],
        modulo: &[u8; 32],
        name: &str,
    ) -> Result<StorePath, StoreError> {
        let kind = format!("output:{}", lossy(output));
        self.make_path(&kind, modulo, &output_path_name(name, output))
    }
}

/// The path without empty parts, `.` and `..`; links are not looked at.
fn canonical(text: &[u8]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in text.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut path = vec![b'/'];
    path.extend(parts.join(&b'/'));
    path
}

/// The name in the path of an output.
pub fn output_path_name(name: &str, output: &[u8]) -> Vec<u8> {
    let mut text = name.as_bytes().to_vec();
    if output != b"out" {
        text.push(b'-');
        text.extend_from_slice(output);
    }
    text
}

/// A hash folded into as many bytes as store paths have.
pub(super) fn compress(hash: &[u8]) -> [u8; 20] {
    let mut folded = [0; 20];
    for (index, byte) in hash.iter().enumerate() {
        folded[index % 20] ^= byte;
    }
    folded
}

#[cfg(test)]
mod tests;
