//! The manifest: read from TOML, checked against itself and the folders beside it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{ManifestError, Problem};

/// The file's name, beside the workloads' folders.
const FILE_NAME: &str = "manifest.toml";

/// All workloads, in the manifest's order.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The workloads.
    pub workloads: Vec<Workload>,
}

/// One program to evaluate, at several sizes.
#[derive(Debug, Clone)]
pub struct Workload {
    /// Unique name.
    pub name: String,
    /// What it stresses, in a line.
    pub stresses: String,
    /// Which part of nixpkgs it resembles and why, in a paragraph.
    pub resembles: String,
    /// Whether work grows in proportion to the value of a size: it is a number of things or a depth.
    pub size_is_work: bool,
    /// Whether even its smallest size is so much work that instructions are counted on the default engine only.
    pub is_large: bool,
    /// The sizes, growing.
    pub sizes: Vec<Size>,
    /// The size that reports and comparisons use.
    pub default_size: Size,
    /// The size for a quick look.
    pub quick_size: Size,
    /// The folder of the program.
    pub folder: PathBuf,
    /// The program's file name in its folder.
    pub program: String,
    /// What makes the files that are not committed, if anything.
    pub generator: Option<Generator>,
}

/// One size of a workload and the answer it must give there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// `tiny`, `small`, ...
    pub name: String,
    /// The program's argument `size`.
    pub value: i64,
    /// What `nix-instantiate --eval --strict` prints, without the line feed.
    pub answer: String,
}

/// What makes a workload's files when they are not committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generator {
    /// As many package files as the size says; see [`generate_universe`](crate::generate_universe).
    Universe,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestFile {
    #[serde(default)]
    workload: Vec<Entry>,
}

/// A workload as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    folder: String,
    #[serde(default = "default_program")]
    program: String,
    stresses: String,
    resembles: String,
    default: String,
    quick: String,
    #[serde(default)]
    generator: Option<Generator>,
    #[serde(default = "yes")]
    size_is_work: bool,
    #[serde(default)]
    is_large: bool,
    sizes: Vec<Size>,
}

fn yes() -> bool {
    true
}

fn default_program() -> String {
    "default.nix".to_owned()
}

impl Manifest {
    /// Reads `manifest.toml` in the given directory and checks it.
    pub fn load(root: &Path) -> Result<Self, ManifestError> {
        let path = root.join(FILE_NAME);
        let text = fs::read_to_string(&path).map_err(|source| ManifestError::Unreadable {
            path: path.clone(),
            source,
        })?;
        Self::parse(&text, root, &path)
    }

    /// Loads the manifest of this package.
    pub fn bundled() -> Result<Self, ManifestError> {
        Self::load(Self::bundled_root())
    }

    /// The directory of this package's manifest and folders.
    pub fn bundled_root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    /// The workload of that name.
    pub fn workload(&self, name: &str) -> Result<&Workload, ManifestError> {
        self.workloads
            .iter()
            .find(|workload| workload.name == name)
            .ok_or_else(|| ManifestError::UnknownWorkload {
                name: name.to_owned(),
                known: self
                    .workloads
                    .iter()
                    .map(|workload| workload.name.clone())
                    .collect(),
            })
    }

    fn parse(text: &str, root: &Path, path: &Path) -> Result<Self, ManifestError> {
        let file: ManifestFile =
            toml::from_str(text).map_err(|source| ManifestError::Malformed {
                path: path.to_owned(),
                source: Box::new(source),
            })?;
        if file.workload.is_empty() {
            return Err(ManifestError::Empty {
                path: path.to_owned(),
            });
        }
        let mut names = HashSet::new();
        let mut workloads = Vec::with_capacity(file.workload.len());
        for entry in file.workload {
            let name = entry.name.clone();
            let checked = if names.insert(name.clone()) {
                entry.check(root)
            } else {
                Err(Problem::DuplicateName)
            };
            workloads.push(checked.map_err(|problem| ManifestError::Invalid {
                path: path.to_owned(),
                workload: name,
                problem,
            })?);
        }
        Ok(Self { workloads })
    }
}

impl Workload {
    /// The size of that name.
    pub fn size(&self, name: &str) -> Result<&Size, ManifestError> {
        self.sizes
            .iter()
            .find(|size| size.name == name)
            .ok_or_else(|| ManifestError::UnknownSize {
                workload: self.name.clone(),
                size: name.to_owned(),
                known: self.sizes.iter().map(|size| size.name.clone()).collect(),
            })
    }
}

impl Entry {
    fn check(self, root: &Path) -> Result<Workload, Problem> {
        let folder = self.check_folder(root)?;
        for (field, text) in [
            ("name", &self.name),
            ("stresses", &self.stresses),
            ("resembles", &self.resembles),
        ] {
            if text.trim().is_empty() {
                return Err(Problem::Blank(field));
            }
        }
        check_sizes(&self.sizes, self.generator)?;
        let default_size = find_size(&self.sizes, "default", &self.default)?;
        let quick_size = find_size(&self.sizes, "quick", &self.quick)?;
        Ok(Workload {
            name: self.name,
            stresses: self.stresses,
            resembles: self.resembles,
            size_is_work: self.size_is_work,
            is_large: self.is_large,
            sizes: self.sizes,
            default_size,
            quick_size,
            folder,
            program: self.program,
            generator: self.generator,
        })
    }

    fn check_folder(&self, root: &Path) -> Result<PathBuf, Problem> {
        // A generated workload is laid out elsewhere under its folder's name, so it must be a name.
        if self.folder.is_empty()
            || self.folder.starts_with('.')
            || self.folder.contains(['/', '\\'])
        {
            return Err(Problem::FolderElsewhere(self.folder.clone()));
        }
        let folder = root.join(&self.folder);
        if !folder.is_dir() {
            return Err(Problem::MissingFolder(folder));
        }
        let program = folder.join(&self.program);
        if !program.is_file() {
            return Err(Problem::MissingProgram(program));
        }
        Ok(folder)
    }
}

fn check_sizes(sizes: &[Size], generator: Option<Generator>) -> Result<(), Problem> {
    if sizes.is_empty() {
        return Err(Problem::NoSizes);
    }
    let mut names = HashSet::new();
    let mut previous = None;
    for size in sizes {
        if !names.insert(&size.name) {
            return Err(Problem::DuplicateSize(size.name.clone()));
        }
        if previous.is_some_and(|previous| size.value <= previous) {
            return Err(Problem::SizesNotGrowing(size.name.clone()));
        }
        if size.answer.trim().is_empty() {
            return Err(Problem::MissingAnswer(size.name.clone()));
        }
        if generator.is_some() && !(1..=1_000_000).contains(&size.value) {
            return Err(Problem::SizeOutOfRange(size.name.clone()));
        }
        previous = Some(size.value);
    }
    Ok(())
}

fn find_size(sizes: &[Size], role: &'static str, name: &str) -> Result<Size, Problem> {
    sizes
        .iter()
        .find(|size| size.name == name)
        .cloned()
        .ok_or_else(|| Problem::UnlistedSize {
            role,
            size: name.to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Manifest, ManifestError> {
        Manifest::parse(text, Manifest::bundled_root(), Path::new("manifest.toml"))
    }

    fn entry(name: &str, folder: &str, default: &str, sizes: &str) -> String {
        format!(
            "[[workload]]\nname = '{name}'\nfolder = '{folder}'\nstresses = 's'\nresembles = 'r'\n\
             default = '{default}'\nquick = 'a'\nsizes = [{sizes}]\n"
        )
    }

    const SIZES: &str =
        "{ name = 'a', value = 1, answer = '1' }, { name = 'b', value = 2, answer = '1' }";

    fn message(text: &str) -> String {
        parse(text).expect_err("the manifest is wrong").to_string()
    }

    #[test]
    fn a_workload_knows_its_sizes() {
        let manifest = parse(&entry("one", "fib", "b", SIZES)).expect("the manifest is right");
        let workload = manifest.workload("one").expect("it is listed");
        assert_eq!(workload.default_size.value, 2);
        assert_eq!(workload.quick_size.value, 1);
        assert_eq!(workload.program, "default.nix");
        assert_eq!(
            workload.size("c").expect_err("not listed").to_string(),
            "workload `one` has no size `c`; it has a, b"
        );
        assert_eq!(
            manifest
                .workload("two")
                .expect_err("not listed")
                .to_string(),
            "there is no workload `two`; the manifest lists one"
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let twice = entry("one", "fib", "a", SIZES) + &entry("one", "fib", "a", SIZES);
        let cases = [
            (twice, "the name is used twice"),
            (
                entry("one", "fib", "huge", SIZES),
                "`default` names the size `huge`, which is not listed",
            ),
            (
                entry("one", "../fib", "a", SIZES),
                "the folder `../fib` must be a single name beside the manifest",
            ),
            (entry("one", "fib", "a", ""), "no size is listed"),
            (
                entry("one", "fib", "a", "{ name = 'a', value = 1, answer = ' ' }"),
                "the size `a` has no answer",
            ),
            (
                entry(
                    "one",
                    "fib",
                    "a",
                    &format!("{SIZES}, {{ name = 'c', value = 2, answer = '2' }}"),
                ),
                "the size `c` is not larger than the one before it",
            ),
            (
                entry(
                    "one",
                    "fib",
                    "a",
                    &format!("{SIZES}, {{ name = 'a', value = 3, answer = '2' }}"),
                ),
                "the size `a` is listed twice",
            ),
        ];
        for (text, problem) in cases {
            assert_eq!(
                message(&text),
                format!("manifest.toml: workload `one`: {problem}")
            );
        }
        assert_eq!(message(""), "manifest.toml: no workload is listed");
    }

    #[test]
    fn missing_and_unknown_fields_are_shown_in_place() {
        let missing = message(&entry("one", "fib", "a", "{ name = 'a', value = 1 }"));
        assert!(
            missing.contains("missing field `answer`") && missing.contains("line 8"),
            "{missing}"
        );
        let unknown = message(&format!(
            "{}colour = 'red'\n",
            entry("one", "fib", "a", SIZES)
        ));
        assert!(unknown.contains("unknown field `colour`"), "{unknown}");
    }

    #[test]
    fn a_missing_folder_or_file_is_named() {
        assert!(message(&entry("one", "nowhere", "a", SIZES)).contains("nowhere does not exist"));
        let error = Manifest::load(Path::new("/nonexistent")).expect_err("there is none");
        assert!(
            error
                .to_string()
                .starts_with("cannot read the workload manifest /nonexistent/manifest.toml: ")
        );
    }
}
