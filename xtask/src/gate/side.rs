//! A revision that is counted: built, known by its fingerprint, its benchmarks run.

use std::fs;
use std::path::Path;

use framelab_benches::catalogue::Benchmark;
use object::{Object, ObjectSymbol};

use super::cause::Cause;
use super::counts::{Count, Counts, SCHEMA_VERSION};
use super::fingerprint::{self, Fingerprint};
use super::git::{self, Checkout};
use crate::error::{Error, Result};
use crate::host::Revision;
use crate::profile::callgrind::Valgrind;
use crate::profile::count::Counter;
use crate::profile::subject::Subject;
use crate::report::data::Statistics;
use crate::runner::Runner;
use crate::workspace;

/// Names of the two sides. Of equal length: even the length of a path may cost a process an instruction.
pub const BASE: &str = "base";
/// As [`BASE`].
pub const NOW: &str = "now";

/// A revision, built.
#[derive(Debug)]
pub struct Side {
    /// [`BASE`] or [`NOW`].
    pub name: &'static str,
    revision: Revision,
    tree: String,
    /// What its counts depend on besides its source.
    pub fingerprint: Fingerprint,
    runner: Runner,
    counter: Counter,
}

impl Side {
    /// Builds the working tree; the copy of what is measured goes to a folder.
    pub fn working_tree(valgrind: &Valgrind, copies: &Path) -> Result<Self> {
        let root = workspace::root();
        let source = Source {
            name: NOW,
            folder: root,
            revision: Revision::detect(root),
            arguments: &[],
        };
        source
            .build(valgrind, copies)
            .map_err(|error| does_not_build("now", error))
    }

    /// Builds another revision.
    pub fn revision(checkout: &Checkout, valgrind: &Valgrind, copies: &Path) -> Result<Self> {
        let target = checkout.target.to_string_lossy();
        let source = Source {
            name: BASE,
            folder: &checkout.source,
            revision: checkout.revision.clone(),
            arguments: &["--target-dir", &target],
        };
        source.build(valgrind, copies).map_err(|error| {
            does_not_build(&format!("base ({})", checkout.revision.short()), error)
        })
    }

    /// The counts without any rows.
    pub fn without_counts(&self) -> Counts {
        Counts {
            schema_version: SCHEMA_VERSION,
            revision: self.revision.clone(),
            tree: self.tree.clone(),
            fingerprint: self.fingerprint.clone(),
            benchmarks: Vec::new(),
        }
    }

    /// Counts one benchmark.
    pub fn count(&self, valgrind: &Valgrind, benchmark: &Benchmark) -> Result<Count> {
        self.try_count(valgrind, benchmark).map_err(|error| {
            Error::Incomparable(Cause::Failed {
                benchmark: benchmark.id(),
                side: self.name.to_owned(),
                message: error.to_string(),
            })
        })
    }

    fn try_count(&self, valgrind: &Valgrind, benchmark: &Benchmark) -> Result<Count> {
        let subject = Subject::of(benchmark);
        let counted = valgrind.instructions(&self.runner, &subject)?;
        let beside = self.counter.count(&subject)?;
        let statistics: Statistics = serde_json::from_value(beside.statistics)
            .map_err(|error| Error::Failed(format!("statistics are not understood: {error}")))?;
        let of_an_engine = benchmark.phase.uses_engine();
        Ok(Count {
            vm_instructions: of_an_engine.then_some(statistics.dispatch.instructions),
            allocator_calls: beside.allocator.calls,
            allocator_bytes: beside.allocator.bytes,
            heap_bytes: of_an_engine
                .then(|| statistics.heap.kinds.values().map(|kind| kind.bytes).sum()),
            ..Count::of(benchmark.id(), counted)
        })
    }
}

/// Where a side is built from.
struct Source<'a> {
    name: &'static str,
    folder: &'a Path,
    revision: Revision,
    arguments: &'a [&'a str],
}

impl Source<'_> {
    fn build(self, valgrind: &Valgrind, copies: &Path) -> Result<Side> {
        let copy = copies.join(format!("{:_<4}", self.name)).join("runner");
        let folder = copy.parent().unwrap_or(copies);
        fs::create_dir_all(folder)
            .map_err(|source| Error::file("create directory", folder, source))?;
        let arguments = [&["--no-default-features"], self.arguments].concat();
        let runner = Runner::build_in(self.folder, &arguments, &copy)?;
        let counter = Counter::build_in(self.folder, self.arguments)?;
        check_symbols(&copy, self.name)?;
        fingerprint::check_build(runner.described(), self.name).map_err(Error::Incomparable)?;
        let seen = valgrind.describe(&runner)?;
        Ok(Side {
            name: self.name,
            fingerprint: Fingerprint::detect(self.folder, &seen, valgrind)?,
            tree: git::tree(self.folder)?,
            revision: self.revision,
            runner,
            counter,
        })
    }
}

/// Refuses a binary whose functions have no names: nothing would be counted, and no function blamed.
pub fn check_symbols(binary: &Path, side: &str) -> Result<()> {
    let contents = fs::read(binary).map_err(|source| Error::file("read", binary, source))?;
    let file = object::File::parse(&*contents)
        .map_err(|error| Error::Failed(format!("{}: {error}", binary.display())))?;
    // As mangled: the function's name is in it, however the compiler does that.
    let is_region = |name: &str| name.contains("evaluation_region");
    let mut names = file.symbols().filter_map(|symbol| symbol.name().ok());
    if names.any(is_region) {
        Ok(())
    } else {
        Err(Error::Incomparable(Cause::Stripped {
            side: side.to_owned(),
        }))
    }
}

fn does_not_build(side: &str, error: Error) -> Error {
    match error {
        Error::Incomparable(cause) => Error::Incomparable(cause),
        error => Error::Incomparable(Cause::DoesNotBuild {
            side: side.to_owned(),
            message: error.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use framelab_benches::build::Build;
    use std::env;
    use std::process::{Command, ExitCode};

    /// The gate's code and sentence.
    fn refused(error: &Error, sentence: &str) {
        assert_eq!(error.to_string(), sentence);
        let code = format!("{:?}", error.exit_code());
        assert_eq!(code, format!("{:?}", ExitCode::from(3)));
    }

    #[test]
    fn a_stripped_build_is_refused() {
        let copies = workspace::scratch().expect("a directory can be made");
        let stripped = copies.path().join("runner");
        let own = env::current_exe().expect("it runs");
        let mut strip = Command::new("strip");
        strip.arg("-o").arg(&stripped).arg(own);
        assert!(strip.status().expect("strip comes with a linker").success());
        let error = check_symbols(&stripped, "now").expect_err("no function has a name");
        refused(
            &error,
            "cannot compare: the build of now is stripped of its symbols: keep `strip = false` in its profile",
        );
    }

    #[test]
    fn a_debug_build_is_refused() {
        // Tests are built as such.
        let build = Build {
            optimization_level: "1".to_owned(),
            debug_assertions: true,
            ..Build::of_this_binary()
        };
        let cause = fingerprint::check_build(&build, "base").expect_err("it is a debug build");
        refused(
            &Error::Incomparable(cause),
            "cannot compare: base is a debug build (optimization level 1, debug assertions on): only release builds are counted",
        );
        let release = Build {
            optimization_level: "3".to_owned(),
            debug_assertions: false,
            ..build
        };
        assert_eq!(fingerprint::check_build(&release, "base"), Ok(()));
    }

    #[test]
    fn what_fails_to_build_is_refused() {
        let error = does_not_build("base (0123)", Error::Failed("cargo said no".to_owned()));
        refused(
            &error,
            "cannot compare: base (0123) does not build: cargo said no",
        );
    }
}
