//! What the command line can say.

use super::eval_set::EvalSetArguments;
use super::machine::MachineArguments;
use super::memory;
use super::selection::SelectionArguments;
use super::settings::SettingsArguments;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use framelab_eval::engine;
use std::ffi::OsString;
use std::path::PathBuf;

/// Evaluates Nix expressions on a frame-stack machine.
#[derive(Debug, Parser)]
#[command(name = "framelab", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Evaluate an expression and print its value
    Eval(Box<EvalArguments>),
    /// Evaluate every attribute of a set that is a derivation, and print a line of JSON for each
    EvalSet(Box<EvalSetArguments>),
    /// Evaluate line after line, with names that stay
    Repl(Box<ReplArguments>),
    /// Print an expression as it is understood once all that is only syntax is settled
    Parse(SourceArguments),
    /// Print the bytecode of an expression
    Disasm(SourceArguments),
    /// Print a script that completes this command's arguments in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write one for each subcommand into a folder
    Man {
        /// The folder, which has to exist
        folder: Option<PathBuf>,
    },
}

/// Where the expression comes from.
#[derive(Args, Debug)]
pub struct InputArguments {
    /// A file, a folder with a `default.nix`, `<name>` in the search path, or `-` for standard input
    #[arg(value_name = "FILE", default_value = ".")]
    pub file: OsString,

    /// The expression itself; relative paths in it start at the working directory
    #[arg(
        short = 'E',
        long = "expr",
        value_name = "EXPR",
        conflicts_with = "file",
        allow_hyphen_values = true
    )]
    pub expression: Option<String>,

    /// Look for `<name>` here first: `NAME=PATH` or `PATH`
    #[arg(short = 'I', long = "include", value_name = "[NAME=]PATH")]
    pub include: Vec<String>,

    /// What the evaluation may do and see.
    #[command(flatten)]
    pub settings: SettingsArguments,
}

/// Arguments of the commands that only look at a source.
#[derive(Args, Debug)]
pub struct SourceArguments {
    /// Where the expression comes from.
    #[command(flatten)]
    pub input: InputArguments,
}

/// Arguments of `framelab eval`.
#[derive(Args, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct EvalArguments {
    /// Where the expression comes from.
    #[command(flatten)]
    pub input: InputArguments,

    /// What of it is meant.
    #[command(flatten)]
    pub selection: SelectionArguments,

    /// How it is evaluated.
    #[command(flatten)]
    pub machine: MachineArguments,

    /// Call the value found if it is a function of a set pattern, as `--arg` has it, even where no argument is given
    #[arg(long)]
    pub auto_args: bool,

    /// Evaluate everything that the value contains
    #[arg(long)]
    pub strict: bool,

    /// Print the value as JSON
    #[arg(long)]
    pub json: bool,

    /// Print the value as XML
    #[arg(long, conflicts_with = "json")]
    pub xml: bool,

    /// Leave the places where attributes are defined out of XML
    #[arg(long)]
    pub no_location: bool,

    /// Print the value, which must be a string, without quotes and newline
    #[arg(long, conflicts_with_all = ["json", "xml"])]
    pub raw: bool,

    /// Print the paths of the derivations that the value is or holds, one a line
    #[arg(long, conflicts_with_all = ["strict", "json", "xml", "raw"])]
    pub drv: bool,

    /// Print what the evaluation did and took, on standard error
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    pub stats: Option<StatisticsForm>,
}

/// Arguments of `framelab repl`.
#[derive(Args, Debug)]
pub struct ReplArguments {
    /// Files whose attributes are in scope from the beginning
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Have the attributes of this expression's set in scope from the beginning
    #[arg(
        short = 'E',
        long = "expr",
        value_name = "EXPR",
        allow_hyphen_values = true
    )]
    pub expressions: Vec<String>,

    /// Look for `<name>` here first: `NAME=PATH` or `PATH`
    #[arg(short = 'I', long = "include", value_name = "[NAME=]PATH")]
    pub include: Vec<String>,

    /// What evaluations may do and see.
    #[command(flatten)]
    pub settings: SettingsArguments,

    /// Show what led to an error
    #[arg(long)]
    pub show_trace: bool,

    /// The engine that evaluates
    #[arg(long, value_parser = PossibleValuesParser::new(engine::NAMES), default_value = engine::NAMES[0])]
    pub engine: String,

    /// Stop when everything together needs more memory: bytes, or with a suffix K, M or G
    #[arg(long, value_name = "SIZE", value_parser = memory::parse_size)]
    pub max_heap: Option<usize>,
}

/// The forms of statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatisticsForm {
    /// A table
    Human,
    /// One line of JSON
    Json,
}
