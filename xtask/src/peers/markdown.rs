//! A comparison as text: head, table, totals, sections.

use std::fmt::Write as _;

use super::front_end;
use super::limits::{self, Judgement};
use super::memory;
use super::model::{Build, Call, Comparison, Cost, Depth, Engines, Measure};
use crate::report::model::Cell;

/// A nanosecond in milliseconds.
pub const MILLISECOND: f64 = 1e-6;
/// A byte in mebibytes.
pub const MEBIBYTE: f64 = 1.0 / 1_048_576.0;

/// Everything.
pub fn render(comparison: &Comparison, judgements: &[Judgement]) -> String {
    let mut text = head(comparison);
    programs(&mut text, comparison);
    totals(&mut text, comparison);
    memory::section(&mut text, comparison);
    section(
        &mut text,
        "A function call",
        &comparison.call,
        |text, call| {
            function_call(text, comparison, call);
        },
    );
    section(&mut text, "Depth", &comparison.depth, depth);
    section(&mut text, "Engines", &comparison.engines, |text, found| {
        engines(text, comparison.build.of_engines(), found);
    });
    text.push_str("\n## Limits\n\n");
    text.push_str(&limits::table(judgements));
    text
}

/// Which core both ran on.
pub fn core(comparison: &Comparison) -> String {
    comparison.pinned_core.map_or_else(
        || "not confined to a core".to_owned(),
        |core| format!("both on core {core}"),
    )
}

// Writing to a string cannot fail.

fn head(comparison: &Comparison) -> String {
    format!(
        "# {} and {}\n\n{}- Measured: {}\n- Rounds: {} ({} of start-up), {}\n\n\
         Medians over the rounds. A ratio is framelab / Nix: below 1, framelab needs less.\n\n",
        comparison.framelab_version,
        comparison.nix_version,
        comparison.provenance.markdown(),
        comparison.build.in_words(),
        comparison.rounds,
        comparison.start_up.rounds,
        core(comparison),
    )
}

fn programs(text: &mut String, comparison: &Comparison) {
    text.push_str(
        "| workload | size | CPU ms framelab | CPU ms Nix | ratio | of it system framelab | of it system Nix | wall ms framelab | wall ms Nix | ratio \
         | peak MiB framelab | peak MiB Nix | ratio |\n\
         | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for program in &comparison.programs {
        let size = program.size.to_string();
        row(text, &program.workload, &size, &program.cost);
    }
    row(text, "start-up (`-E 1`)", "", &comparison.start_up.cost);
    let definitions = front_end::DEFINITIONS.to_string();
    row(
        text,
        "reading definitions (Nix: `--parse`)",
        &definitions,
        &comparison.front_end.cost,
    );
}

fn row(text: &mut String, name: &str, size: &str, cost: &Cost) {
    let _ = write!(text, "| {name} | {size} |");
    for (pair, unit, with_ratio) in [
        (&cost.cpu_nanoseconds, MILLISECOND, true),
        // Next to nothing in either: a ratio would mean nothing.
        (&cost.system_nanoseconds, MILLISECOND, false),
        (&cost.wall_nanoseconds, MILLISECOND, true),
        (&cost.peak_resident_bytes, MEBIBYTE, true),
    ] {
        let (ours, theirs) = (pair.framelab.median * unit, pair.nix.median * unit);
        let _ = write!(text, " {ours:.1} | {theirs:.1} |");
        if with_ratio {
            let _ = write!(text, " {:.2} |", pair.ratio);
        }
    }
    text.push('\n');
}

fn totals(text: &mut String, comparison: &Comparison) {
    text.push_str(
        "\n| over the workloads | geometric mean | worst | at |\n| :-- | --: | --: | :-- |\n",
    );
    for measure in Measure::ALL {
        if let Some(total) = comparison.total(measure) {
            let _ = writeln!(
                text,
                "| {} | {:.2} | {:.2} | {} |",
                measure.name(),
                total.mean,
                total.worst,
                total.worst_at
            );
        }
    }
}

fn section<T>(
    text: &mut String,
    title: &str,
    cell: &Cell<T>,
    render: impl FnOnce(&mut String, &T),
) {
    let _ = write!(text, "\n## {title}\n\n");
    match cell {
        Cell::Measured(found) => render(text, found),
        Cell::Failed(message) => {
            let _ = writeln!(text, "**Failed**: {message}");
        }
        Cell::Missing(reason) => {
            let _ = writeln!(text, "**Not measured**: {reason}.");
        }
    }
}

fn function_call(text: &mut String, comparison: &Comparison, call: &Call) {
    let _ = writeln!(
        text,
        "`fib` at {} on each in turn, {} rounds: CPU time of whole processes, medians.\n",
        call.size, call.rounds
    );
    call_table(text, comparison, call);
    if let Cell::Failed(reason) | Cell::Missing(reason) = &call.lua {
        let _ = writeln!(text, "\n**Lua was not measured**: {reason}.");
    }
}

/// What each took for `fib`, a line each.
pub fn call_table(text: &mut String, comparison: &Comparison, call: &Call) {
    let cpu = &call.cost.cpu_nanoseconds;
    let mut lines = vec![
        (&comparison.framelab_version, &cpu.framelab, 1.0),
        (&comparison.nix_version, &cpu.nix, cpu.ratio),
    ];
    if let Cell::Measured(lua) = &call.lua {
        lines.push((&lua.version, &lua.cpu_nanoseconds, lua.cpu_time_ratio));
    }
    let _ = writeln!(
        text,
        "| `fib {}` | CPU ms | framelab over it |\n| :-- | --: | --: |",
        call.size
    );
    for (name, cpu, ratio) in lines {
        let _ = writeln!(
            text,
            "| {name} | {:.1} | {ratio:.2} |",
            cpu.median * MILLISECOND
        );
    }
}

fn depth(text: &mut String, depth: &Depth) {
    let Depth {
        calls,
        expression,
        cpu_nanoseconds,
        peak_resident_bytes,
    } = depth;
    let _ = writeln!(
        text,
        "{calls} calls within calls, none in tail position: `{expression}`. Nix is not asked: it stops at 10,000 \
         (its setting `max-call-depth`), and beyond that at the end of its native stack.\n\n\
         | nested calls | runs | CPU ms | peak MiB | bytes a call |\n| --: | --: | --: | --: | --: |\n\
         | {calls} | {} | {:.1} | {:.1} | {:.1} |",
        peak_resident_bytes.runs,
        cpu_nanoseconds.median * MILLISECOND,
        peak_resident_bytes.median * MEBIBYTE,
        peak_resident_bytes.median / *calls as f64,
    );
}

fn engines(text: &mut String, build: Build, engines: &Engines) {
    let Engines {
        engine,
        other,
        rows,
        ratio,
    } = engines;
    let _ = writeln!(
        text,
        "Machine instructions of whole processes ({}), counted by callgrind, at quick sizes (of large workloads at the smallest).\n\n\
         | workload | size | millions on {engine} | millions on {other} | ratio |\n| :-- | --: | --: | --: | --: |",
        build.in_words()
    );
    for row in rows {
        let millions = |count: u64| count as f64 / 1e6;
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.1} | {:.2} |",
            row.workload,
            row.size,
            millions(row.machine_instructions),
            millions(row.other_machine_instructions),
            row.ratio
        );
    }
    let _ = writeln!(text, "| geometric mean | | | | {ratio:.2} |");
}

#[cfg(test)]
mod tests {
    use super::super::samples::comparison;
    use super::*;

    fn rendered(comparison: &Comparison) -> String {
        render(comparison, &limits::judge(comparison))
    }

    #[test]
    fn every_section_has_its_figures() {
        let text = rendered(&comparison());
        for part in [
            "# framelab 0.1.0 and nix-instantiate (Nix) 2.34.8\n",
            "\n- Measured: profile-guided build, `cargo xtask release`\n",
            "\n| fib | 30 | 40.0 | 100.0 | 0.40 |",
            "\n| CPU time | 0.40 | 0.40 |",
            "\n## A function call\n",
            "\n| Lua 5.4.4 | 300.0 | 1.00 |\n",
            "\n## Depth\n",
            "| 10000000 | 1 | 2000.0 | 1200.0 | 125.8 |\n",
            "\n## Engines\n\nMachine instructions of whole processes (plain release build, ",
            "\n| geometric mean | | | | 0.70 |\n",
            "\n## Limits\n",
        ] {
            assert!(text.contains(part), "{part} is missing from\n{text}");
        }
    }

    #[test]
    fn what_is_missing_says_why() {
        let mut comparison = comparison();
        comparison.depth = Cell::Failed("out of memory".to_owned());
        comparison.engines = Cell::Missing("no valgrind".to_owned());
        if let Cell::Measured(call) = &mut comparison.call {
            call.lua = Cell::Missing("no Lua 5.4 is on PATH".to_owned());
        }
        let text = rendered(&comparison);
        for part in [
            "**Lua was not measured**: no Lua 5.4 is on PATH.\n",
            "\n**Failed**: out of memory\n",
            "\n**Not measured**: no valgrind.\n",
        ] {
            assert!(text.contains(part), "{part} is missing from\n{text}");
        }
    }
}
