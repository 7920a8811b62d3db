//! What each evaluation asks of the allocator stays within `heap-budgets.toml`.
//!
//! dhat counts for the whole process, so this is the only test of its process. The evaluator keeps paths, so the programs are
//! copied to a path of one length everywhere; the size of the environment's variables is all that varies.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use framelab_benches::heap_budget::{HeapUse, HeapUses, judge, to_toml};
use framelab_benches::{Phase, Program, Subject, check, evaluate};
use framelab_eval::engine;
use framelab_workloads::{Manifest, PreparedProgram};
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Set to anything, it makes the file of what is found.
const ACCEPT: &str = "FRAMELAB_ACCEPT_HEAP_BUDGETS";

const COMMAND: &str = "cargo test -p framelab-benches --test heap_budget";

const HEAD: &str = "\
What an evaluation may ask of the global allocator: every workload at its first size on every engine, from the path of the
program to the printed answer. Objects in the arena count as the chunks that it takes.
To accept other counts: FRAMELAB_ACCEPT_HEAP_BUDGETS=1 cargo test -p framelab-benches --test heap_budget
and say in the commit why they changed.";

/// Bytes in the path of the copied programs' folder.
const LENGTH_OF_PATH: usize = 240;

/// Parts of that path.
const DEPTH_OF_PATH: usize = 24;

#[test]
fn heap_budget_of_every_evaluation_holds() {
    let place = TempDir::new().expect("a directory can be made");
    let root = copy_of_programs(place.path());
    let found = count_all(&root);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("heap-budgets.toml");
    if env::var_os(ACCEPT).is_some() {
        fs::write(&file, to_toml(&found, HEAD)).expect("the file can be written");
        eprintln!("{} is what was found", file.display());
    }
    let text = fs::read_to_string(&file).unwrap_or_default();
    let budgets: HeapUses = toml::from_str(&text).expect("the budgets are tables of counts");
    let problems = judge(&budgets, &found);
    assert!(
        problems.is_empty(),
        "{} of the heap budgets in {} do not hold:\n  {}\n\
         Where that is meant, accept it and say why in the commit:\n  {ACCEPT}=1 {COMMAND}",
        problems.len(),
        file.display(),
        problems.join("\n  ")
    );
}

/// Copies manifest and programs to a folder whose path has the same length and depth on every machine.
fn copy_of_programs(place: &Path) -> PathBuf {
    let mut root = place.canonicalize().expect("the directory is there");
    while root.components().count() + 1 < DEPTH_OF_PATH {
        root.push("d");
    }
    let length = root.as_os_str().len() + 1;
    let shorter = "set TMPDIR to a directory with a shorter path";
    assert!(length < LENGTH_OF_PATH, "{}: {shorter}", root.display());
    root.push("-".repeat(LENGTH_OF_PATH - length));
    copy_folder(Manifest::bundled_root(), &root).expect("programs can be copied");
    root
}

/// Copies what programs are made of: their own files and whatever they read, links as links.
fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let path = entry.path();
        let copy = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_folder(&path, &copy)?;
        } else if kind.is_symlink() {
            symlink(fs::read_link(&path)?, copy)?;
        } else {
            fs::copy(&path, copy)?;
        }
    }
    Ok(())
}

fn count_all(root: &Path) -> HeapUses {
    let manifest = Manifest::load(root).expect("it is valid");
    let mut found = HeapUses::new();
    for workload in &manifest.workloads {
        let size = workload.sizes.first().expect("a workload has sizes");
        let prepared = workload.prepare(size, &root.join("cache"));
        let prepared = prepared.expect("the program can be put in place");
        let row = found.entry(workload.name.clone()).or_default();
        for &name in engine::NAMES {
            row.insert(name.to_owned(), count(&prepared, name));
        }
    }
    found
}

fn count(prepared: &PreparedProgram, engine: &str) -> HeapUse {
    let program = Program {
        file: prepared.program.clone(),
        size: prepared.argument,
    };
    let subject = Subject::Engine(engine.to_owned());
    let evaluation = evaluate(&subject, &program, Phase::Whole, |work| {
        // Where a block was allocated is not asked for: the shortest trace is the cheapest.
        let profiler = dhat::Profiler::builder()
            .testing()
            .trim_backtraces(Some(4))
            .build();
        work();
        let stats = dhat::HeapStats::get();
        drop(profiler);
        HeapUse {
            blocks: stats.total_blocks,
            bytes: stats.total_bytes,
            peak_bytes: stats.max_bytes as u64,
        }
    });
    let outcome = evaluation.expect("there is such an engine").outcome;
    let answered = outcome.expect("the program has an answer");
    check(Some(&prepared.answer), &answered.text).expect("the answer is right");
    answered.measured
}
