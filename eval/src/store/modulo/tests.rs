//! Output paths as C++ Nix computes them.

use super::*;
use crate::store::hash::{Algorithm, Hash};
use crate::store::path::{Method, StoreDir};
use std::fs;
use std::path::PathBuf;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/derivations");

/// The stored derivations with their paths.
fn stored() -> Vec<(StorePath, Derivation)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(FOLDER).expect("a folder") {
        let file = entry.expect("a file");
        let name = file.file_name().into_string().expect("a name");
        if name.contains(".drv") {
            let path = StorePath::from_base(name.as_bytes()).expect("a path");
            let text = fs::read(file.path()).expect("a text");
            let parsed = Derivation::parse(&StoreDir::default(), &path, &text);
            found.push((path, parsed.expect("a derivation")));
        }
    }
    found
}

/// Without what is to be found out.
fn undone(derivation: &Derivation) -> Derivation {
    let mut undone = derivation.clone();
    for (name, output) in undone.outputs.iter_mut() {
        undone.env.remove(name.as_slice());
        if let Output::InputAddressed(_) = output {
            *output = Output::Deferred;
        }
    }
    undone
}

fn check(store: &mut Store, path: &StorePath, derivation: &Derivation) {
    let added = store
        .add_derivation(undone(derivation))
        .expect("it can be added");
    assert_eq!(&added.path, path);
    for (name, text) in added.outputs {
        let placeholder = Placeholder::upstream(path, &name).render();
        let expected = match derivation.outputs[name.as_slice()].path() {
            Some(path) => store.dir().print(path),
            None => placeholder,
        };
        assert_eq!(text, expected);
    }
    assert_eq!(
        &store.read_derivation(path).expect("it was added"),
        derivation
    );
}

#[test]
fn paths_are_found_out_from_inputs_added_before() {
    let mut store: Store = Store::default();
    let mut left = stored();
    while !left.is_empty() {
        let count = left.len();
        left.retain(|(path, derivation)| {
            let mut inputs = derivation.input_derivations.keys();
            let is_ready = inputs.all(|input| store.has(input));
            if is_ready {
                check(&mut store, path, derivation);
            }
            !is_ready
        });
        assert!(left.len() < count, "inputs are missing");
    }
}

#[test]
fn paths_are_found_out_from_inputs_in_the_folder() {
    let root = tempfile::tempdir().expect("a folder");
    let writing = || Store::writing(StoreDir::default(), root.path().to_owned());
    let store = writing().expect("a store");
    for (path, _) in stored() {
        let source = PathBuf::from(FOLDER).join(path.base());
        fs::copy(source, store.file(&path)).expect("a copy");
    }
    for (path, derivation) in stored() {
        check(&mut writing().expect("a store"), &path, &derivation);
    }
}

/// `derivation { name; system = "s"; builder = "b"; }` with more variables.
fn simple(name: &str, inputs: &[&Added], env: &[(&str, &str)]) -> Derivation {
    let mut derivation = Derivation::new(name, b"s".to_vec(), b"b".to_vec());
    derivation.outputs.insert(b"out".to_vec(), Output::Deferred);
    for (name, value) in [("name", name), ("system", "s"), ("builder", "b")]
        .iter()
        .chain(env)
    {
        derivation
            .env
            .insert(name.as_bytes().to_vec(), value.as_bytes().to_vec());
    }
    for input in inputs {
        derivation
            .input_derivations
            .insert(input.path.clone(), InputOutputs::of([b"out".to_vec()]));
    }
    derivation
}

#[test]
fn inputs_of_one_hash_are_one() {
    let sri = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    let mut store: Store = Store::default();
    let same = ["1", "2"].map(|x| {
        let mut fixed = simple("f", &[], &[("x", x), ("outputHash", sri)]);
        let hash = Hash::parse(sri.as_bytes(), Some(Algorithm::Sha256)).expect("a hash");
        let output =
            Output::fixed(store.dir(), "f", b"out", Method::Flat, hash).expect("an output");
        fixed.outputs.insert(b"out".to_vec(), output);
        let fixed = store.add_derivation(fixed).expect("a download");
        let same = simple("same", &[&fixed], &[("d", &fixed.outputs[0].1)]);
        store.add_derivation(same).expect("what is built of it")
    });
    assert_ne!(same[0].path, same[1].path);
    assert_eq!(same[0].outputs, same[1].outputs);
    let text = same[0].outputs[0].1.as_str();
    let merge = simple("merge", &[&same[0], &same[1]], &[("a", text), ("b", text)]);
    let merge = store.add_derivation(merge).expect("what is built of both");
    assert_eq!(
        merge.outputs[0].1,
        "/nix/store/7jpbqv4wr7qgfrhnxzmx70z0c2wnc6if-merge"
    );
    let closure = store.closure(&merge.path).expect("all are known");
    assert_eq!(closure.len(), 5);
}

#[test]
fn what_is_not_there_is_said() {
    let mut store: Store = Store::default();
    let added = store
        .add_derivation(simple("simple", &[], &[]))
        .expect("a derivation");
    let mut wrong = simple("x", &[&added], &[]);
    wrong
        .input_derivations
        .insert(added.path.clone(), InputOutputs::of([b"nope".to_vec()]));
    let path = StorePath::from_base(b"b8m03r63zqhnjf7l5wnldhh7c134ap5v-x.drv").expect("a path");
    let unknown = Added {
        path: path.clone(),
        outputs: Vec::new(),
    };
    let mut none = simple("x", &[], &[]);
    none.outputs.clear();
    let floating = Output::Floating {
        method: Method::Recursive,
        algorithm: Algorithm::Sha256,
    };
    let mut mixed = simple("x", &[], &[]);
    mixed.outputs.insert(b"dev".to_vec(), floating);
    let closure = store.closure(&path).expect_err("unknown");
    assert_eq!(
        closure.to_string(),
        format!("path '/nix/store/{}' is not valid", path.base())
    );
    for (derivation, message) in [
        (wrong, "no hash for output 'nope' of derivation 'x'"),
        (
            simple("x", &[&unknown], &[]),
            "derivation '/nix/store/b8m03r63zqhnjf7l5wnldhh7c134ap5v-x.drv' is not valid",
        ),
        (none, "must have at least one output"),
        (mixed, "can't mix derivation output types"),
    ] {
        let error = store.add_derivation(derivation).expect_err(message);
        assert_eq!(error.to_string(), message);
    }
}
