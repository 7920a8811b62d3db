//! What is known about a generated package before its file is written.

use super::random::Random;
use super::words;

/// Which builder a package uses, and so which template writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A C library with a static variant.
    Library,
    /// A program built with `CMake`, using `finalAttrs`.
    Application,
    /// A Python package.
    Python,
    /// A Go program.
    Go,
    /// A Rust program.
    Rust,
}

/// One package, fully determined by its index.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) index: u32,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) kind: Kind,
    /// Names of packages with lower indices, each once.
    pub(crate) dependencies: Vec<String>,
    /// Names of packages asked for only by a feature, none of them in `dependencies`.
    pub(crate) optional: Vec<String>,
    /// Left to draw the file's details from.
    pub(crate) random: Random,
}

impl Package {
    pub(crate) fn generate(index: u32) -> Self {
        let mut random = Random::new(u64::from(index) + 1);
        let kind = match random.below(20) {
            0..=5 => Kind::Library,
            6..=10 => Kind::Application,
            11..=15 => Kind::Python,
            16 | 17 => Kind::Go,
            _ => Kind::Rust,
        };
        let version = format!(
            "{}.{}.{}",
            random.below(9),
            random.below(30),
            random.below(12)
        );
        let mut dependencies = Vec::new();
        let mut optional = Vec::new();
        let wanted = random.below(6);
        for number in 0..wanted.min(index) {
            // Half of all uses go to the first packages, as a few libraries are everybody's.
            let bound = if random.once_in(2) {
                index.min(40)
            } else {
                index
            };
            let name = words::package_name(random.below(bound));
            if !dependencies.contains(&name) && !optional.contains(&name) {
                if number % 3 == 2 {
                    &mut optional
                } else {
                    &mut dependencies
                }
                .push(name);
            }
        }
        Self {
            index,
            name: words::package_name(index),
            version,
            kind,
            dependencies,
            optional,
            random,
        }
    }

    /// The directory of the package's file, as nixpkgs shards them.
    pub(crate) fn directory(&self) -> String {
        format!(
            "packages/{}/{}",
            self.name.get(..2).unwrap_or("xx"),
            self.name
        )
    }

    pub(crate) fn path(&self) -> String {
        format!("{}/default.nix", self.directory())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn dependencies_come_earlier_and_once() {
        let mut earlier = HashSet::new();
        for index in 0..2000 {
            let package = Package::generate(index);
            let asked: Vec<_> = package
                .dependencies
                .iter()
                .chain(&package.optional)
                .collect();
            assert_eq!(asked.iter().collect::<HashSet<_>>().len(), asked.len());
            assert!(
                asked.iter().all(|name| earlier.contains(*name)),
                "{}",
                package.name
            );
            assert!(
                earlier.insert(package.name),
                "the name of package {index} is taken"
            );
        }
    }
}
