//! `framelab completions` and `framelab man`: what the command says about itself, for shells and for `man`.

use super::arguments::Arguments;
use super::{Failure, write_result};
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::path::Path;

/// Prints a shell's completion script.
pub fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "framelab", &mut script);
    write_result(&script)
}

/// Prints the manual page, or writes those of all subcommands into a folder.
pub fn man(folder: Option<&Path>) -> Result<(), Failure> {
    let failure = |error| Failure::Message(format!("writing a manual page: {error}"));
    if let Some(folder) = folder {
        return clap_mangen::generate_to(Arguments::command(), folder).map_err(failure);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command())
        .render(&mut page)
        .map_err(failure)?;
    write_result(&page)
}
