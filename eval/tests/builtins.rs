//! The names that `builtins` has: those of C++ Nix, each accounted for in docs/builtins.md.
//!
//! `tests/builtins/default` and `tests/builtins/features` are what C++ Nix answers to `builtins.attrNames builtins`, without
//! and with all experimental parts of the language, a name a line.

use expect_test::expect_file;
use framelab_eval::builtins::{all, install};
use framelab_eval::features::Feature;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The names that the command has, with these experimental parts of the language.
fn names(features: &[Feature]) -> Vec<String> {
    let names: Vec<_> = features.iter().map(|feature| feature.name()).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_framelab"))
        .args([
            "eval",
            "--json",
            "--strict",
            "--extra-experimental-features",
        ])
        .arg(names.join(" "))
        .args(["-E", "builtins.attrNames builtins"])
        .output()
        .expect("the command starts");
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("a list of names")
}

fn of_oracle(file: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/builtins");
    let text = fs::read_to_string(folder.join(file)).expect("the names are there");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn names_are_those_of_the_oracle() {
    assert_eq!(names(&[]), of_oracle("default"));
    assert_eq!(names(&Feature::ALL), of_oracle("features"));
}

/// A row of the document: name, number of arguments, description, feature.
fn rows() -> Vec<[String; 4]> {
    let functions = all().map(|builtin| {
        let feature = builtin.feature.map_or("", Feature::name);
        [
            builtin.name.to_owned(),
            builtin.arity.to_string(),
            builtin.documentation.to_owned(),
            feature.to_owned(),
        ]
    });
    let values = install::VALUES.iter().map(|(name, description)| {
        let arity = if *name == "derivation" { "1" } else { "" };
        [*name, arity, *description, ""].map(str::to_owned)
    });
    let mut rows: Vec<_> = functions.chain(values).collect();
    rows.sort();
    rows
}

#[test]
fn every_name_is_accounted_for() {
    let documented: Vec<_> = rows().into_iter().map(|[name, ..]| name).collect();
    assert_eq!(documented, of_oracle("features"));
}

#[test]
fn the_document_is_up_to_date() {
    let mut text = String::from(
        "# The builtins\n\n\
         Every name that `builtins` has in C++ Nix 2.34, and what it is here. What is written before a colon are the arguments. \
         A name with a feature is only there if that experimental part of the language is on.\n\n\
         This file follows from the tables in `eval/src/builtins/`, and is written by:\n\n\
         ```console\n$ UPDATE_EXPECT=1 cargo test -p framelab-eval --test builtins\n```\n\n\
         | name | arguments | what it does | feature |\n| :-- | --: | :-- | :-- |\n",
    );
    for [name, arity, description, feature] in rows() {
        let description = description.replace('|', "\\|");
        let feature = if feature.is_empty() {
            feature
        } else {
            format!("`{feature}`")
        };
        writeln!(text, "| `{name}` | {arity} | {description} | {feature} |")
            .expect("a string takes all");
    }
    expect_file!["../../docs/builtins.md"].assert_eq(&text);
}
