//! The attributes of an input: texts, numbers and flags by name.

use super::error::other;
use super::{Bytes, FetchError};
use std::collections::BTreeMap;

/// One attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// A string.
    Text(Bytes),
    /// An integer that is not negative.
    Number(u64),
    /// A Boolean.
    Flag(bool),
}

impl From<&str> for Attribute {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&[u8]> for Attribute {
    fn from(text: &[u8]) -> Self {
        Self::Text(text.into())
    }
}

impl From<Bytes> for Attribute {
    fn from(text: Bytes) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Attribute {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// Attributes by name, in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<String, Attribute>);

impl Attributes {
    /// Just the type.
    pub fn of_type(kind: &str) -> Self {
        let mut attributes = Self::default();
        attributes.set("type", kind);
        attributes
    }

    /// Sets an attribute.
    pub fn set(&mut self, name: &str, value: impl Into<Attribute>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Takes an attribute out.
    pub fn take(&mut self, name: &str) -> Option<Attribute> {
        self.0.remove(name)
    }

    /// An attribute.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.0.get(name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Attribute)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// A string, if there is one.
    pub fn text(&self, name: &str) -> Result<Option<&[u8]>, FetchError> {
        match self.get(name) {
            None => Ok(None),
            Some(Attribute::Text(text)) => Ok(Some(text)),
            Some(_) => Err(other!(
                "input attribute '{name}' is not a string {}",
                self.json()
            )),
        }
    }

    /// A string that has to be there.
    pub fn required(&self, name: &str) -> Result<&[u8], FetchError> {
        let missing = || other!("input attribute '{name}' is missing");
        self.text(name)?.ok_or_else(missing)
    }

    /// An integer, if there is one.
    pub fn number(&self, name: &str) -> Result<Option<u64>, FetchError> {
        match self.get(name) {
            None => Ok(None),
            Some(Attribute::Number(number)) => Ok(Some(*number)),
            Some(_) => Err(other!("input attribute '{name}' is not an integer")),
        }
    }

    /// Whether a Boolean is there and true.
    pub fn flag(&self, name: &str) -> Result<bool, FetchError> {
        match self.get(name) {
            None => Ok(false),
            Some(Attribute::Flag(flag)) => Ok(*flag),
            Some(_) => Err(other!("input attribute '{name}' is not a Boolean")),
        }
    }

    /// The attributes as messages show them.
    pub fn json(&self) -> String {
        let value = |attribute: &Attribute| match attribute {
            Attribute::Text(text) => String::from_utf8_lossy(text).into(),
            Attribute::Number(number) => serde_json::Value::from(*number),
            Attribute::Flag(flag) => serde_json::Value::from(*flag),
        };
        let members = self.0.iter().map(|(name, attribute)| {
            let name = serde_json::Value::from(name.as_str());
            format!("{name}:{}", value(attribute))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }
}
