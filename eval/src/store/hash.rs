//! Hash algorithms, and hashes as text in the notations Nix knows.

use data_encoding::{BASE64, HEXLOWER, HEXLOWER_PERMISSIVE};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use std::{fmt, io};

/// A hash algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// MD5
    Md5,
    /// SHA-1
    Sha1,
    /// SHA-256
    Sha256,
    /// SHA-512
    Sha512,
}

impl Algorithm {
    /// The algorithm of a name.
    pub fn parse(name: &[u8]) -> Result<Self, HashError> {
        match name {
            b"md5" => Ok(Self::Md5),
            b"sha1" => Ok(Self::Sha1),
            b"sha256" => Ok(Self::Sha256),
            b"sha512" => Ok(Self::Sha512),
            b"blake3" => Err(HashError::Blake3),
            _ => Err(HashError::UnknownAlgorithm(lossy(name))),
        }
    }

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    /// The length of a hash in bytes.
    pub fn size(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    /// The hash of some bytes.
    pub fn hash(self, bytes: &[u8]) -> Hash {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }
}

/// Hashes what is written to it.
#[derive(Clone, Debug)]
pub enum Hasher {
    /// MD5
    Md5(Md5),
    /// SHA-1
    Sha1(Sha1),
    /// SHA-256
    Sha256(Sha256),
    /// SHA-512
    Sha512(Sha512),
}

impl Hasher {
    /// A hasher that has seen nothing.
    pub fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Md5 => Self::Md5(Md5::new()),
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512::new()),
        }
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Md5(hasher) => hasher.update(bytes),
            Self::Sha1(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
            Self::Sha512(hasher) => hasher.update(bytes),
        }
    }

    /// The hash of all bytes.
    pub fn finish(self) -> Hash {
        let (algorithm, digest) = match self {
            Self::Md5(hasher) => (Algorithm::Md5, hasher.finalize().to_vec()),
            Self::Sha1(hasher) => (Algorithm::Sha1, hasher.finalize().to_vec()),
            Self::Sha256(hasher) => (Algorithm::Sha256, hasher.finalize().to_vec()),
            Self::Sha512(hasher) => (Algorithm::Sha512, hasher.finalize().to_vec()),
        };
        Hash { algorithm, digest }
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How a hash is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Hexadecimal.
    Base16,
    /// Nix's own base 32.
    Nix32,
    /// Base 64 with padding.
    Base64,
    /// The algorithm, a dash, and base 64 (W3C Subresource Integrity).
    Sri,
}

impl Format {
    /// The format of a name; `base32` is an old name of `nix32`.
    pub fn parse(name: &[u8]) -> Result<Self, HashError> {
        match name {
            b"base16" => Ok(Self::Base16),
            b"nix32" | b"base32" => Ok(Self::Nix32),
            b"base64" => Ok(Self::Base64),
            b"sri" => Ok(Self::Sri),
            _ => Err(HashError::UnknownFormat(lossy(name))),
        }
    }
}

/// Why a hash cannot be read or computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HashError {
    /// No algorithm has this name.
    UnknownAlgorithm(String),
    /// No format has this name.
    UnknownFormat(String),
    /// The algorithm is behind an experimental feature that does not exist here.
    Blake3,
    /// The text names no algorithm and none is given.
    NoAlgorithm(String),
    /// The text names another algorithm than the one given.
    OtherAlgorithm(String, Algorithm),
    /// No notation of the algorithm's hashes is this long.
    WrongLength(String, Algorithm),
    /// The text is not in the notation its length says: its notation, its text, decoded and expected length.
    Undecodable(&'static str, String, usize, usize),
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAlgorithm(name) => write!(
                f,
                "unknown hash algorithm '{name}', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'"
            ),
            Self::UnknownFormat(name) => write!(
                f,
                "unknown hash format '{name}', expect 'base16', 'base32', 'base64', or 'sri'"
            ),
            Self::Blake3 => f.write_str(
                "experimental Nix feature 'blake3-hashes' is disabled; add '--extra-experimental-features blake3-hashes' to enable it",
            ),
            Self::NoAlgorithm(text) => write!(
                f,
                "hash '{text}' does not include a type, nor is the type otherwise known from context"
            ),
            Self::OtherAlgorithm(text, algorithm) => {
                write!(f, "hash '{text}' should have type '{}'", algorithm.name())
            }
            Self::WrongLength(text, algorithm) => write!(
                f,
                "hash '{text}' has wrong length for hash algorithm '{}'",
                algorithm.name()
            ),
            Self::Undecodable(notation, text, length, expected) => write!(
                f,
                "invalid {notation} hash '{text}', length {length} != expected length {expected}"
            ),
        }
    }
}

impl std::error::Error for HashError {}

/// A hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hash {
    /// What computed it.
    pub algorithm: Algorithm,
    /// Its bytes.
    pub digest: Vec<u8>,
}

impl Hash {
    /// Reads a hash in any notation; `algorithm` is needed where the text does not name one.
    pub fn parse(text: &[u8], algorithm: Option<Algorithm>) -> Result<Self, HashError> {
        let split = |separator| {
            let at = text.iter().position(|&byte| byte == separator)?;
            Some((&text[..at], &text[at + 1..]))
        };
        let (name, rest, is_sri) = match (split(b':'), split(b'-')) {
            (Some((name, rest)), _) => (Some(name), rest, false),
            (None, Some((name, rest))) => (Some(name), rest, true),
            (None, None) => (None, text, false),
        };
        let named = name.map(Algorithm::parse).transpose()?;
        let algorithm = match (named, algorithm) {
            (Some(named), Some(wanted)) if named != wanted => {
                return Err(HashError::OtherAlgorithm(lossy(text), wanted));
            }
            (Some(algorithm), _) | (None, Some(algorithm)) => algorithm,
            (None, None) => return Err(HashError::NoAlgorithm(lossy(text))),
        };
        Self::decode(rest, algorithm, is_sri)
    }

    /// Reads a hash without the name of its algorithm, in any notation but SRI.
    pub fn parse_plain(text: &[u8], algorithm: Algorithm) -> Result<Self, HashError> {
        Self::decode(text, algorithm, false)
    }

    fn decode(text: &[u8], algorithm: Algorithm, is_sri: bool) -> Result<Self, HashError> {
        let size = algorithm.size();
        let (notation, decoded) = match text.len() {
            _ if is_sri => ("SRI", decode_base64(text)),
            length if length == 2 * size => ("base16", HEXLOWER_PERMISSIVE.decode(text).ok()),
            length if length == nix32_length(size) => ("nix32", decode_nix32(text)),
            length if length == size.div_ceil(3) * 4 => ("Base64", decode_base64(text)),
            _ => return Err(HashError::WrongLength(lossy(text), algorithm)),
        };
        let digest = decoded.unwrap_or_default();
        if digest.len() != size {
            let length = digest.len();
            return Err(HashError::Undecodable(notation, lossy(text), length, size));
        }
        Ok(Self { algorithm, digest })
    }

    /// The hash as text.
    pub fn format(&self, format: Format) -> String {
        match format {
            Format::Base16 => HEXLOWER.encode(&self.digest),
            Format::Nix32 => encode_nix32(&self.digest),
            Format::Base64 => BASE64.encode(&self.digest),
            Format::Sri => format!("{}-{}", self.algorithm.name(), BASE64.encode(&self.digest)),
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The digits of Nix's base 32: no `e`, `o`, `t` and `u`.
pub(super) const NIX32_DIGITS: &[u8; 32] = b"0123456789abcdfghijklmnpqrsvwxyz";

/// The number of digits for so many bytes.
fn nix32_length(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// The bytes as one little-endian number, written from its highest digit on.
pub fn encode_nix32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(nix32_length(bytes.len()));
    push_nix32(bytes, &mut text);
    text
}

/// Adds the bytes as [`encode_nix32`] writes them.
pub(super) fn push_nix32(bytes: &[u8], text: &mut String) {
    for index in (0..nix32_length(bytes.len())).rev() {
        let (byte, shift) = (index * 5 / 8, index * 5 % 8);
        let low = bytes.get(byte).copied().unwrap_or(0);
        let high = bytes.get(byte + 1).copied().unwrap_or(0);
        let value = u16::from_le_bytes([low, high]) >> shift & 31;
        text.push(char::from(NIX32_DIGITS[usize::from(value)]));
    }
}

/// The bytes; one more than fit if the number is too large for them, none if there is something else than digits.
fn decode_nix32(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = vec![0; text.len() * 5 / 8];
    for (index, digit) in text.iter().rev().enumerate() {
        let value = NIX32_DIGITS.iter().position(|known| known == digit)? as u16;
        let (byte, shift) = (index * 5 / 8, index * 5 % 8);
        let [low, high] = (value << shift).to_le_bytes();
        for (at, bits) in [(byte, low), (byte + 1, high)] {
            match bytes.get_mut(at) {
                Some(place) => *place |= bits,
                None if bits == 0 => {}
                None => bytes.push(bits),
            }
        }
    }
    Some(bytes)
}

/// The bytes; line ends are skipped, and whatever follows the padding.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0;
    for &byte in text.iter().take_while(|&&byte| byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'\n' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const ABC_NIX32: &str = "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s";
    const ABC_SRI: &str = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

    #[test]
    fn every_notation_reads_what_it_writes() {
        for algorithm in [
            Algorithm::Md5,
            Algorithm::Sha1,
            Algorithm::Sha256,
            Algorithm::Sha512,
        ] {
            let hash = algorithm.hash(b"abc");
            for format in [Format::Base16, Format::Nix32, Format::Base64, Format::Sri] {
                let text = hash.format(format);
                assert_eq!(
                    Hash::parse(text.as_bytes(), Some(algorithm)),
                    Ok(hash.clone())
                );
            }
        }
    }

    #[test]
    fn known_hashes() {
        let hash = Algorithm::Sha256.hash(b"abc");
        assert_eq!(hash.format(Format::Base16), ABC);
        assert_eq!(hash.format(Format::Nix32), ABC_NIX32);
        assert_eq!(hash.format(Format::Sri), ABC_SRI);
        let md5 = Algorithm::Md5.hash(b"a");
        assert_eq!(
            md5.format(Format::Base16),
            "0cc175b9c0f1b6a831c399e269772661"
        );
        assert_eq!(md5.format(Format::Nix32), "314rvnkqlrqcqsidpiq2wpbh8c");
    }

    #[test]
    fn messages_say_what_is_wrong() {
        let sha256 = Some(Algorithm::Sha256);
        for (text, algorithm, message) in [
            (ABC, None, format!("hash '{ABC}' does not include a type, nor is the type otherwise known from context")),
            ("zzz", sha256, "hash 'zzz' has wrong length for hash algorithm 'sha256'".to_owned()),
            ("sha256-zzz", None, "invalid SRI hash 'zzz', length 2 != expected length 32".to_owned()),
            ("sha1:zzz", sha256, "hash 'sha1:zzz' should have type 'sha256'".to_owned()),
            (
                "zb8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s",
                sha256,
                "invalid nix32 hash 'zb8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s', length 33 != expected length 32".to_owned(),
            ),
        ] {
            assert_eq!(Hash::parse(text.as_bytes(), algorithm).map_err(|error| error.to_string()), Err(message));
        }
    }
}
