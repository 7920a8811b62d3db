//! `cargo xtask lines`: how much code each engine is, and how much they share; the table in ARCHITECTURE.md.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::error::{Error, Result};
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

/// The document that has the table, and the lines around it.
const DOCUMENT: &str = "ARCHITECTURE.md";
const BEGIN: &str = "<!-- `cargo xtask lines --write` writes this table -->";
const END: &str = "<!-- end of the table -->";

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
    if !arguments.write && !arguments.check {
        print!("{table}");
        return Ok(());
    }
    let path = workspace::root().join(DOCUMENT);
    let text = read(&path)?;
    let renewed = with_table(&text, &table).ok_or_else(|| {
        Error::Failed(format!("{DOCUMENT} has no `{BEGIN}` with a `{END}` below"))
    })?;
    if arguments.write {
        return fs::write(&path, renewed).map_err(|source| Error::file("write", path, source));
    }
    if renewed == text {
        Ok(())
    } else {
        Err(Error::Failed(format!(
            "the table of lines in {DOCUMENT} is out of date: run `cargo xtask lines --write`"
        )))
    }
}

/// The document with another table.
fn with_table(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
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
    fn the_table_is_replaced_between_its_marks() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let renewed = with_table(&text, "new\n").expect("the marks are there");
        assert_eq!(renewed, format!("a\n{BEGIN}\n\nnew\n\n{END}\nb\n"));
        assert_eq!(with_table("no marks", "new\n"), None);
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
