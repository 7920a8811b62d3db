//! The default engine without one of its optimizations gives the same values: every golden case that has one.

use framelab_eval::engine::ABLATIONS;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::print::Evaluated;
use framelab_eval::runtime::Options;
use std::fs;
use std::path::{Path, PathBuf};

/// Every case that ends in a value and needs no flags: its file, and what it prints.
fn cases() -> Vec<(PathBuf, String)> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let topics = fs::read_dir(suite).expect("the suite's folder exists");
    let files = topics.flat_map(|topic| {
        let topic = topic.expect("a readable entry").path();
        fs::read_dir(topic).into_iter().flatten()
    });
    let mut cases: Vec<(PathBuf, String)> = files
        .map(|file| file.expect("a readable entry").path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "exp"))
        .filter(|file| !file.with_extension("flags").exists())
        .map(|file| {
            let expected = fs::read_to_string(&file).expect("a readable expectation");
            (file.with_extension("nix"), expected)
        })
        .collect();
    cases.sort();
    cases
}

/// What evaluating a file strictly prints, or the error's message.
fn answer(file: &Path, ablation: &str) -> String {
    let heap = Heap::with_limit(1 << 30);
    let mut evaluator = Evaluator::ablated(&heap, Options::default(), ablation)
        .unwrap_or_else(|| panic!("no ablation {ablation}"));
    evaluator.runtime().set_output(Box::new(|_| {}));
    let outcome = evaluator
        .eval_file(file)
        .and_then(|value| evaluator.force_deep(value));
    match outcome {
        Ok(value) => {
            let mut text = Vec::new();
            evaluator
                .print(value, Evaluated::Deep, &mut text)
                .expect("memory can be written to");
            String::from_utf8_lossy(&text).into_owned() + "\n"
        }
        Err(error) => error.message().to_owned(),
    }
}

#[test]
fn every_ablation_gives_the_same_values() {
    let cases = cases();
    assert!(cases.len() > 500, "only {} cases were found", cases.len());
    let mut differences = Vec::new();
    for ablation in ABLATIONS {
        for (file, expected) in &cases {
            let folder = file.parent().map(Path::display).map(|f| f.to_string());
            let expected = expected.replace("$DIR", &folder.unwrap_or_default());
            let got = answer(file, ablation.name);
            if got != expected {
                let name = ablation.name;
                let file = file.display();
                differences.push(format!("without {name}: {file}\n{expected}{got}"));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "{} answers differ\n\n{}",
        differences.len(),
        differences.join("\n")
    );
}
