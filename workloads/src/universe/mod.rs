//! Generates a package collection in nixpkgs' layout: one function a file, and one file that calls
//! them all. Only names and proportions are imitated; every line is made here.

mod package;
mod random;
mod templates;
mod words;

use std::fmt::Write as _;

use crate::source_tree::SourceTree;
use package::{Kind, Package};

/// A collection of `count` packages: `packages/XX/NAME/default.nix` and `all-packages.nix`.
///
/// The same count gives the same bytes; a package depends on packages of lower numbers only, so
/// that a larger collection contains the smaller ones.
pub fn generate_universe(count: u32) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut calls =
        String::from("# Every package of the collection, by name.\nfinal:\n\nwith final;\n\n{\n");
    for index in 0..count {
        let package = Package::generate(index);
        tree.insert(package.path(), templates::render(&package));
        write_call(&mut calls, &package);
    }
    calls.push_str("}\n");
    tree.insert("all-packages.nix", calls);
    tree
}

/// The line, or few, by which `all-packages.nix` calls one package.
fn write_call(calls: &mut String, package: &Package) {
    let Package { name, .. } = package;
    let path = package.directory();
    // Writing to a string cannot fail.
    let _ = match (
        package.index % 16,
        package.kind,
        package.dependencies.first(),
    ) {
        (3, Kind::Library, _) => {
            writeln!(
                calls,
                "  {name} = callPackage ./{path} {{ enableStatic = true; }};\n"
            )
        }
        (5 | 9, Kind::Library | Kind::Application, Some(dependency)) => writeln!(
            calls,
            "  {name} = callPackage ./{path} {{\n    {dependency} = {dependency}.overrideAttrs (previous: {{ pname = \
             \"${{previous.pname}}-for-{name}\"; }});\n  }};\n"
        ),
        (11, Kind::Application, _) => writeln!(
            calls,
            "  {name} = (callPackage ./{path} {{ }}).override {{ withDocumentation = false; }};\n  \
             {name}-documented = {name}.override {{ withDocumentation = true; }};\n"
        ),
        (_, Kind::Library | Kind::Application | Kind::Python | Kind::Go | Kind::Rust, _) => {
            writeln!(calls, "  {name} = callPackage ./{path} {{ }};\n")
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn contents(tree: &SourceTree) -> BTreeMap<String, Vec<u8>> {
        tree.files()
            .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
            .collect()
    }

    #[test]
    fn the_same_count_gives_the_same_bytes() {
        let first = generate_universe(300);
        assert_eq!(first, generate_universe(300));
        assert_eq!(first.files().count(), 301);
        assert_ne!(first.stamp(), generate_universe(299).stamp());
    }

    #[test]
    fn the_bytes_are_those_the_answers_were_confirmed_for() {
        // If this changes on purpose, the manifest's answers for `universe` change with it.
        assert_eq!(
            format!("{:016x}", generate_universe(400).stamp()),
            "f8f9147d0d8f6005"
        );
    }

    #[test]
    fn a_larger_universe_contains_the_smaller() {
        let small = contents(&generate_universe(50));
        let large = contents(&generate_universe(200));
        for (path, bytes) in small {
            if path != "all-packages.nix" {
                assert_eq!(large.get(&path), Some(&bytes), "{path}");
            }
        }
    }

    #[test]
    fn files_are_as_long_as_nixpkgs_has_them() {
        let tree = generate_universe(1000);
        let average = tree.bytes() / 1000;
        assert!(
            (1_000..2_000).contains(&average),
            "{average} bytes a package"
        );
    }
}
