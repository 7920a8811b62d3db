//! The table in README.md.

use std::fmt::Write as _;

use super::limits::Judgement;
use super::markdown::{self, MEBIBYTE, MILLISECOND};
use super::model::{Comparison, Cost, Measure, Pair};
use crate::error::{Error, Result};
use crate::generated::Part;
use crate::report::model::{Cell, Mode};

/// Where the table stands.
const TABLE: Part = Part {
    document: "README.md",
    begin: "<!-- `cargo xtask peers --write` writes this table -->",
    end: "<!-- end of the table -->",
    command: "cargo xtask peers --write",
};

/// Puts the table there; only what was measured of all workloads at their default sizes belongs there.
pub fn write(comparison: &Comparison, judgements: &[Judgement]) -> Result<()> {
    if comparison.mode == Mode::Quick || !comparison.left_out.is_empty() {
        return Err(Error::Failed(
            "README.md's table is of all workloads at their default sizes; nothing was written"
                .to_owned(),
        ));
    }
    TABLE.write(&render(comparison, judgements))
}

fn render(comparison: &Comparison, judgements: &[Judgement]) -> String {
    let provenance = &comparison.provenance;
    let mut text = format!(
        "```console\n$ {}\n```\n\n{} ({}) and {}, {}, {} rounds; {}, at {}, {}, {}. \
         Medians over the rounds; a ratio is framelab / Nix: below 1, framelab needs less.\n\n",
        provenance.command,
        comparison.framelab_version,
        comparison.build.in_words(),
        comparison.nix_version,
        markdown::core(comparison),
        comparison.rounds,
        provenance.date_utc,
        provenance.revision.short(),
        provenance.host.in_a_line(),
        provenance.host.rustc,
    );
    workloads(&mut text, comparison);
    text.push('\n');
    match &comparison.call {
        Cell::Measured(call) => {
            markdown::call_table(&mut text, comparison, call);
            if let Cell::Failed(reason) | Cell::Missing(reason) = &call.lua {
                let _ = writeln!(text, "\nLua was not measured: {reason}.");
            }
        }
        Cell::Failed(reason) | Cell::Missing(reason) => {
            let _ = writeln!(text, "`fib` was not measured apart: {reason}.");
        }
    }
    others(&mut text, comparison, judgements);
    text
}

fn workloads(text: &mut String, comparison: &Comparison) {
    text.push_str(
        "| workload | size | CPU ms framelab | CPU ms Nix | ratio | peak MiB framelab | peak MiB Nix | ratio |\n\
         | :-- | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for program in &comparison.programs {
        let Cost {
            cpu_nanoseconds,
            peak_resident_bytes,
            ..
        } = &program.cost;
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            program.workload,
            program.size,
            pair(cpu_nanoseconds, MILLISECOND),
            pair(peak_resident_bytes, MEBIBYTE)
        );
    }
    let cpu = comparison.total(Measure::CpuTime);
    let peak = comparison.total(Measure::PeakMemory);
    if let (Some(cpu), Some(peak)) = (cpu, peak) {
        let _ = writeln!(
            text,
            "| **geometric mean** | | | | **{:.2}** | | | **{:.2}** |\n\
             | **worst** | | | {} | **{:.2}** | | {} | **{:.2}** |",
            cpu.mean, peak.mean, cpu.worst_at, cpu.worst, peak.worst_at, peak.worst
        );
    }
}

fn pair(pair: &Pair, unit: f64) -> String {
    let (ours, theirs) = (pair.framelab.median * unit, pair.nix.median * unit);
    format!("{ours:.0} | {theirs:.0} | {:.2}", pair.ratio)
}

/// A sentence on each other section.
fn others(text: &mut String, comparison: &Comparison, judgements: &[Judgement]) {
    text.push('\n');
    if let Cell::Measured(depth) = &comparison.depth {
        let _ = write!(
            text,
            "{} nested calls take {:.2} GB and {:.1} s of CPU time; Nix stops at 10,000. ",
            depth.calls,
            depth.peak_resident_bytes.median / 1e9,
            depth.cpu_nanoseconds.median / 1e9
        );
    }
    if let Cell::Measured(engines) = &comparison.engines {
        let _ = write!(
            text,
            "In the plain build `{}` takes {:.2} of the machine instructions of `{}`, geometric mean. ",
            engines.engine, engines.ratio, engines.other
        );
    }
    let met = |judgement: &&Judgement| judgement.met == Some(true);
    let _ = writeln!(
        text,
        "Limits that are met: {} of {}.",
        judgements.iter().filter(met).count(),
        judgements.len()
    );
}

#[cfg(test)]
mod tests {
    use super::super::limits;
    use super::super::samples::comparison;
    use super::*;
    use framelab_workloads::Manifest;

    /// What is wrong with a table, if anything.
    fn defect(text: &str) -> Option<String> {
        let lines: Vec<&str> = text.lines().collect();
        let command = lines.iter().find_map(|line| line.strip_prefix("$ "));
        match command {
            Some(command) if command.starts_with("cargo xtask peers") => {}
            other => return Some(format!("the command is {other:?}")),
        }
        let manifest = Manifest::bundled().expect("it is valid");
        let mut names: Vec<String> = manifest
            .workloads
            .iter()
            .map(|workload| workload.name.clone())
            .collect();
        names.extend(["**geometric mean**".to_owned(), "**worst**".to_owned()]);
        for name in names {
            let row = format!("| {name} | ");
            let rows: Vec<_> = lines.iter().filter(|line| line.starts_with(&row)).collect();
            match rows[..] {
                [row] if row.matches('|').count() == 9 => {}
                [row] => return Some(format!("malformed: {row}")),
                _ => return Some(format!("{} rows of {name}", rows.len())),
            }
        }
        let parts = [
            "| `fib 32` | CPU ms | framelab over it |",
            "| nix-instantiate",
            "| Lua 5.4",
            "framelab / Nix",
            "build, `cargo ",
            "both on core",
            " GB and ",
            "rustc ",
        ];
        let missing = parts.iter().find(|part| !text.contains(**part));
        missing.map(|part| format!("`{part}` is missing"))
    }

    #[test]
    fn the_table_in_the_document_is_whole() {
        let table = TABLE.standing().expect("the document has the marks");
        assert_eq!(defect(&table), None);
    }

    #[test]
    fn a_table_that_lacks_something_is_found() {
        let comparison = comparison();
        let table = render(&comparison, &limits::judge(&comparison));
        assert_eq!(defect(&table), None, "{table}");
        let head =
            "framelab 0.1.0 (profile-guided build, `cargo xtask release`) and nix-instantiate";
        assert!(table.contains(head), "{table}");
        let without = |part: &str| defect(&table.replace(part, ""));
        assert_eq!(
            without("cargo xtask peers").as_deref(),
            Some("the command is Some(\" --write\")")
        );
        assert_eq!(
            without("| overlays ").as_deref(),
            Some("0 rows of overlays")
        );
        assert_eq!(
            without("| Lua 5.4").as_deref(),
            Some("`| Lua 5.4` is missing")
        );
    }

    #[test]
    fn only_a_whole_comparison_belongs_in_the_document() {
        let mut quick = comparison();
        quick.mode = Mode::Quick;
        let mut partial = comparison();
        partial.left_out.push("overlays".to_owned());
        for comparison in [quick, partial] {
            let error = write(&comparison, &[]).expect_err("it is refused");
            assert!(error.to_string().contains("nothing was written"), "{error}");
        }
    }
}
