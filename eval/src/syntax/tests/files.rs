//! The parser against the crate `rnix`, over every source in the workloads and the golden cases.

use super::Fixture;
use crate::heap::Heap;
use std::fs;
use std::path::{Path, PathBuf};

/// Native stack for rnix, which recurses.
const STACK: usize = 256 << 20;

/// How many sources both must read at least: fewer would be no comparison.
const ENOUGH: usize = 400;

/// Every Nix file below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "nix") {
                files.push(path);
            }
        }
    }
    files
}

/// How many sources below a folder both read.
fn compare(folder: &Path) -> usize {
    let mut compared = 0;
    for path in sources(folder) {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let heap = Heap::new();
        let fixture = Fixture::new(&heap, &text, false);
        let Some(usual) = fixture.by_rnix() else {
            continue;
        };
        let tree = fixture.parse().map_err(|error| fixture.describe(&error));
        let tree = tree.map(|tree| fixture.dump(&tree, true));
        assert_eq!(Ok(fixture.dump(&usual, true)), tree, "{}", path.display());
        compared += 1;
    }
    compared
}

#[test]
fn both_read_the_same_in_the_sources_of_the_repository() {
    let run = || {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = [package.join("tests"), package.join("../workloads")];
        let compared: usize = folders.iter().map(|folder| compare(folder)).sum();
        assert!(compared >= ENOUGH, "{compared}");
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run);
    let compared = thread.expect("a thread starts").join();
    compared.expect("both read the same");
}
