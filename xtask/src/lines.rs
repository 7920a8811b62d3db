//! `cargo xtask lines`: how much code each engine is, and how much they share; the table in ARCHITECTURE.md.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::error::{Error, Result};
use crate::generated::Part;
use crate::workspace;

/// What is counted: its name in the table, and where it lies.
const PARTS: &[(&str, &[&str])] = &[
    ("engine `trampoline`", &["eval/src/engine/trampoline"]),
    ("engine `generator`", &["eval/src/engine/generator"]),
    ("engine `frame-stack`", &["eval/src/engine/frame_stack"]),
    (
        "shared by engines: limits, segments of frames, ablations",
        &[
            "eval/src/engine/ablation.rs",
            "eval/src/engine/frames.rs",
            "eval/src/engine/limits.rs",
            "eval/src/engine/mod.rs",
        ],
    ),
    ("kernels: instructions", &["eval/src/kernel/step"]),
    ("kernels: everything", &["eval/src/kernel"]),
    ("builtins", &["eval/src/builtins"]),
];

/// Where the table stands.
const TABLE: Part = Part {
    document: "ARCHITECTURE.md",
    begin: "<!-- `cargo xtask lines --write` writes this table -->",
    end: "<!-- end of the table -->",
    command: "cargo xtask lines --write",
};

/// Counts lines of code.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Put the table into ARCHITECTURE.md
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Fail if the table in ARCHITECTURE.md is another one
    #[arg(long)]
    check: bool,
}

/// Prints, writes or checks the table.
pub fn run(arguments: &Arguments) -> Result<()> {
    let table = table(workspace::root())?;
    match arguments {
        Arguments { write: true, .. } => TABLE.write(&table),
        Arguments { check: true, .. } => TABLE.check(&table),
        Arguments { .. } => {
            print!("{table}");
            Ok(())
        }
    }
}

fn table(root: &Path) -> Result<String> {
    let mut table = String::from(
        "| part | files | lines of code | lines of comments |\n| :-- | --: | --: | --: |\n",
    );
    for (name, places) in PARTS {
        let mut files = Vec::new();
        for place in *places {
            collect(&root.join(place), &mut files)?;
        }
        let mut lines = Lines::default();
        for file in &files {
            lines.count(&read(file)?);
        }
        let Lines { code, comments } = lines;
        let count = files.len();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {name} | {count} | {code} | {comments} |");
    }
    Ok(table)
}

/// Every Rust file at or below a path.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut pending = vec![path.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let list = |source| Error::file("list", path.clone(), source);
            for entry in fs::read_dir(&path).map_err(list)? {
                pending.push(entry.map_err(list)?.path());
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::file("read", path, source))
}

/// Lines of one kind; blank ones and unit tests, which end a file, are neither.
#[derive(Default)]
struct Lines {
    code: usize,
    comments: usize,
}

impl Lines {
    fn count(&mut self, source: &str) {
        let lines = source.lines().map(str::trim);
        for line in lines.take_while(|line| *line != "#[cfg(test)]") {
            if line.starts_with("//") {
                self.comments += 1;
            } else if !line.is_empty() {
                self.code += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_comments_are_told_apart() {
        let mut lines = Lines::default();
        lines.count(
            "//! Says.\n\nfn f() {\n    // Why.\n    g();\n}\n\n#[cfg(test)]\nmod tests {}\n",
        );
        assert_eq!((lines.code, lines.comments), (3, 2));
    }

    #[test]
    fn the_table_is_up_to_date() {
        let arguments = Arguments {
            write: false,
            check: true,
        };
        run(&arguments).expect("the document has the table of today");
    }
}
