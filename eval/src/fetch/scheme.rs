//! The kinds of input, and what each may say.

use super::error::other;
use super::{Attributes, FetchError, Url, Warn, curl, forge, git, indirect, mercurial, path};
use crate::features::{Feature, Features};

/// A kind of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A git repository.
    Git,
    /// A Mercurial repository.
    Mercurial,
    /// A repository on `GitHub`.
    GitHub,
    /// A repository on `GitLab`.
    GitLab,
    /// A repository on `SourceHut`.
    SourceHut,
    /// A folder on this machine.
    Path,
    /// An entry of a registry of flakes.
    Indirect,
    /// An archive that is unpacked.
    Tarball,
    /// A file as it is.
    File,
}

impl Scheme {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Git,
        Self::Mercurial,
        Self::GitHub,
        Self::GitLab,
        Self::SourceHut,
        Self::Path,
        Self::Indirect,
        Self::Tarball,
        Self::File,
    ];

    /// The name, as the attribute `type` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Git => "git",
            Self::Mercurial => "hg",
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::SourceHut => "sourcehut",
            Self::Path => "path",
            Self::Indirect => "indirect",
            Self::Tarball => "tarball",
            Self::File => "file",
        }
    }

    /// The kind of a name.
    pub fn named(name: &[u8]) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|scheme| scheme.name().as_bytes() == name)
    }

    /// The experimental part of the language that it belongs to.
    pub fn feature(self) -> Option<Feature> {
        match self {
            Self::GitHub | Self::GitLab | Self::SourceHut | Self::Path | Self::Indirect => {
                Some(Feature::Flakes)
            }
            Self::Git | Self::Mercurial | Self::Tarball | Self::File => None,
        }
    }

    /// The attributes it may have beside `type`.
    fn attributes(self) -> &'static [&'static str] {
        match self {
            Self::Git => &git::ATTRIBUTES,
            Self::Mercurial => &mercurial::ATTRIBUTES,
            Self::GitHub | Self::GitLab | Self::SourceHut => &forge::ATTRIBUTES,
            Self::Path => &path::ATTRIBUTES,
            Self::Indirect => &indirect::ATTRIBUTES,
            Self::Tarball | Self::File => &curl::ATTRIBUTES,
        }
    }

    /// Refuses attributes that it does not know.
    pub fn check_names(self, attributes: &Attributes) -> Result<(), FetchError> {
        // `__final` says that the attributes are all there is to say.
        const GENERAL: [&str; 2] = ["type", "__final"];
        let known = |name: &str| GENERAL.contains(&name) || self.attributes().contains(&name);
        match attributes.iter().find(|(name, _)| !known(name)) {
            None => Ok(()),
            Some((name, _)) => Err(other!(
                "input attribute '{name}' not supported by scheme '{}'",
                self.name()
            )),
        }
    }

    /// The attributes that an address has, if it is of this kind.
    pub fn read_url(self, url: &Url) -> Result<Option<Attributes>, FetchError> {
        match self {
            Self::Git => git::read_url(url),
            Self::Mercurial => Ok(mercurial::read_url(url)),
            Self::GitHub | Self::GitLab | Self::SourceHut => forge::read_url(self.name(), url),
            Self::Path => path::read_url(url),
            Self::Indirect => indirect::read_url(url),
            Self::Tarball | Self::File => Ok(curl::read_url(self.name(), url)),
        }
    }

    /// Refuses attributes that say nothing of this kind.
    pub fn check(
        self,
        attributes: &Attributes,
        features: Features,
        warn: Warn<'_>,
    ) -> Result<(), FetchError> {
        match self {
            Self::Git => git::check(attributes, features, warn),
            Self::Mercurial => mercurial::check(attributes, warn),
            Self::GitHub | Self::GitLab | Self::SourceHut => forge::check(attributes),
            Self::Path => path::check(attributes),
            Self::Indirect => indirect::check(attributes),
            Self::Tarball | Self::File => curl::check(attributes, warn),
        }
    }

    /// The address of attributes that were not refused.
    pub fn write_url(self, attributes: &Attributes, warn: Warn<'_>) -> Result<Url, FetchError> {
        match self {
            Self::Git => git::write_url(attributes, warn),
            Self::Mercurial => mercurial::write_url(attributes, warn),
            Self::GitHub | Self::GitLab | Self::SourceHut => {
                forge::write_url(self.name(), attributes)
            }
            Self::Path => path::write_url(attributes),
            Self::Indirect => indirect::write_url(attributes),
            Self::Tarball | Self::File => curl::write_url(attributes, warn),
        }
    }
}
