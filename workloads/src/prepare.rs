//! From a workload and a size to a program file that stands on disk.

use std::path::{Path, PathBuf};

use crate::error::PrepareError;
use crate::manifest::{Generator, Size, Workload};
use crate::source_tree::SourceTree;
use crate::universe::generate_universe;

/// A program that is ready to be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedProgram {
    /// The file to evaluate; a function of a set with `size`.
    pub program: PathBuf,
    /// The value to pass as `size`.
    pub argument: i64,
    /// What evaluating it strictly must print.
    pub answer: String,
}

impl Workload {
    /// Puts the workload's program in place at a size.
    ///
    /// A committed program is used where it stands. A generated one is written once for each size
    /// and content below `cache`, which is created if need be; it can be deleted at any time.
    pub fn prepare(&self, size: &Size, cache: &Path) -> Result<PreparedProgram, PrepareError> {
        let folder = match self.generator {
            None => self.folder.clone(),
            Some(Generator::Universe) => self.lay_out_universe(size, cache)?,
        };
        Ok(PreparedProgram {
            program: folder.join(&self.program),
            argument: size.value,
            answer: size.answer.clone(),
        })
    }

    /// Copies the committed files and the shared library beside the generated packages, so that
    /// relative imports mean the same there.
    fn lay_out_universe(&self, size: &Size, cache: &Path) -> Result<PathBuf, PrepareError> {
        let mut tree = SourceTree::default();
        tree.read_nix_files(&self.folder, &self.name)?;
        if let Some(root) = self.folder.parent() {
            tree.read_nix_files(&root.join("lib"), "lib")?;
        }
        // The manifest's check keeps sizes of generated workloads small and positive.
        let packages = u32::try_from(size.value).unwrap_or(u32::MAX);
        tree.graft(&self.name, generate_universe(packages));
        let name = format!("{}-{}", self.name, size.value);
        Ok(tree.materialise(cache, &name)?.join(&self.name))
    }
}
