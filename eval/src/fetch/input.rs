//! An input: what is fetched, as attributes of a known kind.

use super::error::other;
use super::{Attributes, FetchError, Scheme, Url, Warn};
use crate::features::Features;

/// Something that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its kind.
    pub scheme: Scheme,
    /// What is said of it, its kind included.
    pub attributes: Attributes,
}

impl Input {
    /// What an address means.
    pub fn from_url(url: &Url, features: Features, warn: Warn<'_>) -> Result<Self, FetchError> {
        for scheme in Scheme::ALL {
            let Some(attributes) = scheme.read_url(url)? else {
                continue;
            };
            scheme.check(&attributes, features, warn)?;
            let input = Self { scheme, attributes };
            input.require(features)?;
            return Ok(input);
        }
        Err(other!("input '{url}' is unsupported"))
    }

    /// What a set of attributes means.
    pub fn from_attributes(
        attributes: Attributes,
        features: Features,
        warn: Warn<'_>,
    ) -> Result<Self, FetchError> {
        let Some(kind) = attributes.text("type")? else {
            return Err(other!(
                "'type' attribute to specify input scheme is required but not provided"
            ));
        };
        let Some(scheme) = Scheme::named(kind) else {
            return Err(other!(
                "cannot show unsupported input '{}'",
                attributes.json()
            ));
        };
        let input = Self { scheme, attributes };
        input.require(features)?;
        scheme.check_names(&input.attributes)?;
        scheme.check(&input.attributes, features, warn)?;
        input.attributes.number("revCount")?;
        input.attributes.number("lastModified")?;
        Ok(input)
    }

    /// Whether it always gives the same.
    pub fn is_locked(&self) -> bool {
        let has = |name: &str| self.attributes.get(name).is_some();
        match self.scheme {
            Scheme::Git
            | Scheme::Mercurial
            | Scheme::GitHub
            | Scheme::GitLab
            | Scheme::SourceHut => has("rev"),
            Scheme::Path | Scheme::Tarball | Scheme::File => has("narHash"),
            Scheme::Indirect => false,
        }
    }

    fn require(&self, features: Features) -> Result<(), FetchError> {
        match self.scheme.feature() {
            Some(feature) if !features.has(feature) => Err(FetchError::Disabled(feature)),
            Some(_) | None => Ok(()),
        }
    }

    /// The address that means it.
    pub fn to_url(&self, warn: Warn<'_>) -> Result<Url, FetchError> {
        self.scheme.write_url(&self.attributes, warn)
    }
}
