//! The committed manifest and programs are sound, and preparing them puts whole programs in place.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use framelab_workloads::{Manifest, PreparedProgram, Workload};

fn manifest() -> Manifest {
    Manifest::bundled().unwrap_or_else(|error| panic!("{error}"))
}

/// An empty directory of this test's own.
fn cache(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).expect("a leftover can be removed");
    }
    path
}

fn prepare_tiny(workload: &Workload, cache: &Path) -> PreparedProgram {
    let size = workload
        .size("tiny")
        .unwrap_or_else(|error| panic!("{error}"));
    workload
        .prepare(size, cache)
        .unwrap_or_else(|error| panic!("{}: {error}", workload.name))
}

fn nix_files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![directory.to_owned()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).expect("the directory can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "nix") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_workload_has_the_sizes_that_runners_rely_on() {
    for workload in manifest().workloads {
        assert!((4..=5).contains(&workload.sizes.len()), "{}", workload.name);
        for name in ["tiny", "small", "medium", "large"] {
            assert!(
                workload.size(name).is_ok(),
                "{} has no size {name}",
                workload.name
            );
        }
        assert!(
            workload.quick_size.value < workload.default_size.value,
            "{}",
            workload.name
        );
    }
}

#[test]
fn answers_tell_the_sizes_apart() {
    for workload in manifest().workloads {
        for pair in workload.sizes.windows(2) {
            assert_ne!(pair[0].answer, pair[1].answer, "{}", workload.name);
        }
        for size in workload.sizes {
            assert!(size.answer.len() <= 80, "{} {}", workload.name, size.name);
        }
    }
}

#[test]
fn every_folder_of_programs_is_listed() {
    let listed: Vec<_> = manifest()
        .workloads
        .into_iter()
        .map(|workload| workload.folder)
        .collect();
    for entry in fs::read_dir(Manifest::bundled_root()).expect("the package can be listed") {
        let path = entry.expect("the entry can be read").path();
        let shared = path.ends_with("lib");
        if path.join("default.nix").exists() && !shared {
            assert!(
                listed.contains(&path),
                "{} is not in the manifest",
                path.display()
            );
        }
    }
}

/// Folders whose programs make derivations.
const WITH_DERIVATIONS: &[&str] = &["package-set", "system-configuration"];

#[test]
fn programs_stay_clear_of_the_store_unless_they_make_derivations() {
    let forbidden = [
        "builtins.derivation",
        "derivationStrict",
        "toFile",
        "placeholder",
        "builtins.path",
        "fetchTarball",
    ];
    let with_derivations: Vec<_> = WITH_DERIVATIONS
        .iter()
        .map(|folder| Manifest::bundled_root().join(folder))
        .collect();
    for path in nix_files(Manifest::bundled_root()) {
        if with_derivations
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a program is text");
        for word in forbidden {
            assert!(!text.contains(word), "{} mentions {word}", path.display());
        }
    }
}

#[test]
fn programs_give_the_same_answer_everywhere() {
    for path in nix_files(Manifest::bundled_root()) {
        let text = fs::read_to_string(&path).expect("a program is text");
        for word in ["currentTime", "currentSystem", "getEnv"] {
            assert!(!text.contains(word), "{} mentions {word}", path.display());
        }
    }
}

#[test]
fn a_committed_program_is_used_where_it_stands() {
    let cache = cache("committed");
    for workload in manifest().workloads {
        if workload.generator.is_none() {
            let prepared = prepare_tiny(&workload, &cache);
            assert_eq!(prepared.program, workload.folder.join(&workload.program));
        }
    }
    assert!(!cache.exists(), "nothing needed the cache");
}

#[test]
fn a_generated_program_is_written_once_and_mended() {
    let cache = cache("generated");
    let manifest = manifest();
    let workload = manifest.workload("universe").expect("it is listed");
    let first = prepare_tiny(workload, &cache);
    let folder = first.program.parent().expect("the program is in a folder");
    assert!(folder.join("all-packages.nix").is_file());
    assert!(folder.join("../lib/default.nix").is_file());
    assert_eq!(first.argument, workload.sizes[0].value);

    // A tree that is whole is left alone: a file of somebody else's beside it survives.
    let witness = folder.join("witness");
    fs::write(&witness, "").expect("the cache is writable");
    assert_eq!(prepare_tiny(workload, &cache), first);
    assert!(witness.exists());

    // One that is damaged is replaced.
    fs::remove_file(folder.join("all-packages.nix")).expect("it was there");
    assert_eq!(prepare_tiny(workload, &cache), first);
    assert!(folder.join("all-packages.nix").is_file());
    assert!(!witness.exists());
}

#[test]
fn preparing_at_the_same_time_gives_one_tree() {
    let cache = cache("race");
    let manifest = manifest();
    let workload = manifest.workload("universe").expect("it is listed");
    let programs: Vec<_> = thread::scope(|scope| {
        let racers: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| prepare_tiny(workload, &cache)))
            .collect();
        racers
            .into_iter()
            .map(|racer| racer.join().expect("no racer fails"))
            .collect()
    });
    assert!(programs.iter().all(|program| *program == programs[0]));
    assert_eq!(
        fs::read_dir(&cache).expect("it exists").count(),
        1,
        "temporary trees are gone"
    );
}

#[test]
fn an_unusable_cache_is_named() {
    let manifest = manifest();
    let workload = manifest.workload("universe").expect("it is listed");
    let file = Manifest::bundled_root().join("manifest.toml");
    let error = workload
        .prepare(&workload.sizes[0], &file)
        .expect_err("a file is no directory");
    assert!(error.to_string().starts_with("cannot create "), "{error}");
}
