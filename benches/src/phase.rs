//! The parts of an evaluation that are measured apart.

use std::fmt;
use std::str::FromStr;

use clap::ValueEnum;

/// A part of an evaluation. What comes before it is done beforehand and is not measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub enum Phase {
    /// From the texts of the program's files to trees.
    Parse,
    /// From trees to bytecode.
    Compile,
    /// From bytecode to the printed answer.
    Execute,
    /// From the path of the program to the printed answer.
    Whole,
}

impl Phase {
    /// All of them, in the order of an evaluation.
    pub const ALL: [Self; 4] = [Self::Parse, Self::Compile, Self::Execute, Self::Whole];

    /// Its name in a benchmark's id and on command lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Compile => "compile",
            Self::Execute => "execute",
            Self::Whole => "whole",
        }
    }

    /// Whether it runs on an engine; the others are the same for all.
    pub fn uses_engine(self) -> bool {
        match self {
            Self::Parse | Self::Compile => false,
            Self::Execute | Self::Whole => true,
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Phase {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|phase| phase.name() == name);
        known.ok_or_else(|| format!("there is no phase `{name}`"))
    }
}
