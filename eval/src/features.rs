//! Experimental parts of the language, each off until it is asked for by the name it has in C++ Nix.

/// An experimental part of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// BLAKE3 hashes.
    Blake3Hashes,
    /// Derivations whose outputs are named by their contents.
    CaDerivations,
    /// Derivations that produce derivations, and `outputOf`.
    DynamicDerivations,
    /// `fetchClosure`
    FetchClosure,
    /// `fetchTree`
    FetchTree,
    /// `getFlake` and references to flakes.
    Flakes,
    /// Derivations that are built anew each time.
    ImpureDerivations,
    /// `|>` and `<|`
    PipeOperators,
    /// Git repositories whose commits have to be signed.
    VerifiedFetches,
}

impl Feature {
    /// Every feature, in the order of names.
    pub const ALL: [Self; 9] = [
        Self::Blake3Hashes,
        Self::CaDerivations,
        Self::DynamicDerivations,
        Self::FetchClosure,
        Self::FetchTree,
        Self::Flakes,
        Self::ImpureDerivations,
        Self::PipeOperators,
        Self::VerifiedFetches,
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blake3Hashes => "blake3-hashes",
            Self::CaDerivations => "ca-derivations",
            Self::DynamicDerivations => "dynamic-derivations",
            Self::FetchClosure => "fetch-closure",
            Self::FetchTree => "fetch-tree",
            Self::Flakes => "flakes",
            Self::ImpureDerivations => "impure-derivations",
            Self::PipeOperators => "pipe-operators",
            Self::VerifiedFetches => "verified-fetches",
        }
    }

    /// What to say where it is used and off.
    pub fn disabled(self) -> String {
        let name = self.name();
        format!(
            "experimental Nix feature '{name}' is disabled; add '--extra-experimental-features {name}' to enable it"
        )
    }

    /// The feature of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.name() == name)
    }
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(u16);

impl Features {
    /// Whether a feature is on.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u16) != 0
    }

    /// Turns a feature on.
    pub fn insert(&mut self, feature: Feature) {
        self.0 |= 1 << feature as u16;
    }
}

impl FromIterator<Feature> for Features {
    fn from_iter<I: IntoIterator<Item = Feature>>(features: I) -> Self {
        let mut set = Self::default();
        for feature in features {
            set.insert(feature);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_its_own_name_and_place() {
        for feature in Feature::ALL {
            assert_eq!(Feature::parse(feature.name()), Some(feature));
            let alone: Features = [feature].into_iter().collect();
            assert_eq!(
                Feature::ALL.into_iter().filter(|&f| alone.has(f)).count(),
                1
            );
        }
        assert_eq!(Feature::parse("pipe_operators"), None);
    }
}
