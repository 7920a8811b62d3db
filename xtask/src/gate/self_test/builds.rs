//! Builds of the working tree that should count the same, and builds with a slowdown planted in them.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::runner::Runner;
use crate::workspace;

/// Where they are built, below the workspace; nothing of it is kept but what a next self-test can use.
const FOLDER: &str = "target/gate-self-test";

/// A slowdown.
#[derive(Debug)]
pub struct Plant {
    /// For people.
    pub name: &'static str,
    /// As the evaluator's module `planted` knows it.
    pub variable: &'static str,
    /// What the name of the function it is in ends with.
    pub guilty: &'static [&'static str],
}

/// What is planted.
pub const PLANTS: &[Plant] = &[
    Plant {
        name: "0.5 % in one opcode's handler",
        variable: "opcode:2",
        guilty: &["::dispatch"],
    },
    Plant {
        name: "1 % in one opcode's handler",
        variable: "opcode:4",
        guilty: &["::dispatch"],
    },
    Plant {
        name: "3 % in one opcode's handler",
        variable: "opcode:13",
        guilty: &["::dispatch"],
    },
    Plant {
        name: "one more allocation for each thunk",
        variable: "allocation",
        guilty: &["::dispatch", "::make_thunk"],
    },
    Plant {
        name: "`listToAttrs` made quadratic",
        variable: "quadratic",
        guilty: &["::quick_list_to_attrs", "::finish", "::list_to_attrs"],
    },
];

/// A build of the same source whose symbols have other names and whose functions lie in another order.
pub fn salted(salt: usize, copy: &Path) -> Result<Runner> {
    // The linker that comes with Rust can shuffle functions. Symbols' names decide the order in which the compiler sees them.
    let flags = format!("-Cmetadata=salt{salt} -Clink-arg=-Wl,--shuffle-sections=.text*={salt}");
    build(&format!("salt-{salt}"), &[], &[("RUSTFLAGS", &flags)], copy)
}

/// A build with a slowdown.
pub fn planted(plant: &Plant, copy: &Path) -> Result<Runner> {
    build(
        "planted",
        &["--features", "framelab-eval/planted"],
        &[("FRAMELAB_PLANT", plant.variable)],
        copy,
    )
}

fn build(folder: &str, more: &[&str], variables: &[(&str, &str)], copy: &Path) -> Result<Runner> {
    let target: PathBuf = workspace::root().join(FOLDER).join(folder);
    let target = target.to_string_lossy();
    let mut arguments = vec![
        "--release",
        "--package",
        "framelab-benches",
        "--no-default-features",
        "--target-dir",
        &target,
    ];
    arguments.extend(more);
    let binary = workspace::build_with(workspace::root(), "runner", &arguments, variables)?;
    Runner::copied(&binary, copy)
}
