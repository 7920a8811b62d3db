//! Makes the parser's tables from its grammar, so that no start of the program has to.

mod automaton;
#[path = "../src/syntax/grammar/rules.rs"]
#[expect(
    dead_code,
    reason = "what rules build and how messages name terminals is the parser's business"
)]
mod rules;

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    for file in ["build", "src/syntax/grammar/rules.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let tables = automaton::Automaton::of_grammar().tables();
    fs::write(Path::new(&folder).join("tables.rs"), tables.to_string())
}
