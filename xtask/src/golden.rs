//! `cargo xtask golden`: has a nix-instantiate confirm the answers of the golden suite.

use std::path::PathBuf;
use std::process::Stdio;

use clap::Args;

use crate::error::{Error, Result};
use crate::workspace;

/// Confirms the golden suite.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The nix-instantiate to ask; otherwise the one in `FRAMELAB_NIX`
    #[arg(long, value_name = "PATH", env = "FRAMELAB_NIX")]
    nix: PathBuf,
}

/// Runs the test that asks it.
pub fn run(arguments: &Arguments) -> Result<()> {
    let mut test = workspace::cargo();
    test.args([
        "test",
        "--package",
        "framelab-eval",
        "--test",
        "golden",
        "oracle_confirms_golden",
    ])
    .env("FRAMELAB_NIX", &arguments.nix)
    .stdin(Stdio::null());
    let status = test.status().map_err(|source| Error::Process {
        program: "cargo".to_owned(),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed(
            "the golden suite and this nix-instantiate differ".to_owned(),
        ))
    }
}
