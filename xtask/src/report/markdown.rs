//! The report as a person reads it: a summary first, then a section for each workload.

use std::fmt::{Display, Write as _};

use super::measurement::{Measurement, Mode, Report, Tally, WorkloadReport};

/// Opcodes shown of each workload.
const OPCODES_SHOWN: usize = 15;

/// Other rows shown of a list.
const ROWS_SHOWN: usize = 10;

/// A number of a measurement, as text.
type Figure = fn(&Measurement) -> String;

/// A list of a measurement.
type List = fn(&Measurement) -> &[Tally];

/// The whole document.
pub fn render(report: &Report) -> String {
    let mut text = String::from("# Report\n\n");
    text.push_str(&report.provenance.markdown());
    match report.mode {
        Mode::Full => {}
        Mode::Quick => text.push_str(
            "\nA quick report: small sizes and few runs. It shows that everything works; \
             it is no basis for a comparison.\n",
        ),
    }
    if report.provenance.host.profile != "release" {
        text.push_str("\nThis build is not optimized: its times mean nothing.\n");
    }
    summary(&mut text, report);
    for workload in &report.workloads {
        section(&mut text, workload);
    }
    text
}

fn summary(text: &mut String, report: &Report) {
    text.push_str("\n## Summary\n\n");
    let mut table = Table::new(
        text,
        &[
            "workload",
            "size",
            "engine",
            "wall ms",
            "± MAD",
            "CPU ms",
            "first run's CPU ms",
            "front end ms",
            "million instructions",
            "ns / instruction",
            "peak frames",
            "heap MiB",
            "bytes / instruction",
            "peak resident MiB",
        ],
    );
    for workload in &report.workloads {
        for measured in &workload.engines {
            table.row(&[
                &workload.name,
                &workload.size,
                &measured.engine,
                &milliseconds(measured.wall_nanoseconds.median),
                &milliseconds(measured.wall_nanoseconds.median_absolute_deviation),
                &milliseconds(measured.cpu_nanoseconds.median),
                &milliseconds(measured.first_cpu_nanoseconds),
                &milliseconds(measured.front_end.total_nanoseconds()),
                &format!("{:.2}", measured.dispatch.instructions as f64 / 1e6),
                &format!("{:.1}", measured.per_operation.nanoseconds_per_instruction),
                &thousands(measured.dispatch.peak_frame_depth),
                &mebibytes(measured.heap.object_bytes),
                &format!("{:.1}", measured.per_operation.heap_bytes_per_instruction),
                &measured
                    .peak_resident_bytes
                    .map_or_else(|| "unknown".to_owned(), mebibytes),
            ]);
        }
    }
    text.push_str(
        "\nWall time: median from an empty heap to the printed answer, front end included. \
         `METHODOLOGY.md` says how each figure is measured and what it does not mean.\n",
    );
}

fn section(text: &mut String, workload: &WorkloadReport) {
    let _ = write!(
        text,
        "\n## {}\n\n{}\n\nSize {} (`{}`), answer `{}`.\n",
        workload.name, workload.stresses, workload.size, workload.size_name, workload.answer
    );
    times(text, workload);
    work(text, workload);
    let lists: [(&str, usize, List); 4] = [
        ("instruction", OPCODES_SHOWN, |measured| {
            &measured.dispatch.instructions_by_opcode
        }),
        ("frame", ROWS_SHOWN, |measured| {
            &measured.dispatch.frames_by_kind
        }),
        ("request", ROWS_SHOWN, |measured| {
            &measured.dispatch.requests_by_kind
        }),
        ("re-entrant operation", ROWS_SHOWN, |measured| {
            &measured.dispatch.operations_by_name
        }),
    ];
    for (title, shown, list) in lists {
        profile(text, title, shown, workload, list);
    }
    allocation(text, workload);
}

fn times(text: &mut String, workload: &WorkloadReport) {
    text.push('\n');
    let mut table = Table::new(
        text,
        &[
            "time in ms",
            "runs",
            "minimum",
            "lower quartile",
            "median",
            "upper quartile",
            "maximum",
            "MAD",
        ],
    );
    for measured in &workload.engines {
        let front_end = &measured.front_end;
        for (name, times) in [
            ("wall", &measured.wall_nanoseconds),
            ("CPU", &measured.cpu_nanoseconds),
            ("parse", &front_end.parse_nanoseconds),
            ("lower", &front_end.lower_nanoseconds),
            ("compile", &front_end.compile_nanoseconds),
        ] {
            table.row(&[
                &format!("{}: {name}", measured.engine),
                &times.runs,
                &milliseconds(times.minimum),
                &milliseconds(times.lower_quartile),
                &milliseconds(times.median),
                &milliseconds(times.upper_quartile),
                &milliseconds(times.maximum),
                &milliseconds(times.median_absolute_deviation),
            ]);
        }
    }
}

fn work(text: &mut String, workload: &WorkloadReport) {
    let figures: [(&str, Figure); 20] = [
        ("wall ms of the first run", |m| {
            milliseconds(m.first_wall_nanoseconds)
        }),
        ("CPU ms of the first run", |m| {
            milliseconds(m.first_cpu_nanoseconds)
        }),
        ("sources", |m| thousands(m.front_end.sources)),
        ("source bytes", |m| thousands(m.front_end.source_bytes)),
        ("instructions", |m| thousands(m.dispatch.instructions)),
        ("frames", |m| thousands(m.dispatch.frames)),
        ("tail calls", |m| thousands(m.dispatch.tail_calls)),
        ("peak frame depth", |m| {
            thousands(m.dispatch.peak_frame_depth)
        }),
        ("suspensions", |m| thousands(m.dispatch.suspensions)),
        ("re-entrant operations", |m| {
            thousands(m.dispatch.operations)
        }),
        ("generators created", |m| {
            thousands(m.dispatch.generators_created)
        }),
        ("generators that never suspended", |m| {
            thousands(m.dispatch.generators_unsuspended)
        }),
        ("heap objects", |m| thousands(m.heap.objects)),
        ("heap object bytes", |m| thousands(m.heap.object_bytes)),
        ("arena bytes", |m| thousands(m.heap.arena_bytes)),
        ("peak resident bytes", |m| {
            m.peak_resident_bytes
                .map_or_else(|| "unknown".to_owned(), thousands)
        }),
        ("ns / instruction", |m| {
            format!("{:.2}", m.per_operation.nanoseconds_per_instruction)
        }),
        ("ns / frame", |m| {
            format!("{:.2}", m.per_operation.nanoseconds_per_frame)
        }),
        ("heap bytes / instruction", |m| {
            format!("{:.2}", m.per_operation.heap_bytes_per_instruction)
        }),
        ("instructions / frame", |m| {
            format!("{:.2}", m.per_operation.instructions_per_frame)
        }),
    ];
    let mut table = engine_table(text, "figure", workload);
    for (name, figure) in figures {
        let cells: Vec<String> = workload.engines.iter().map(figure).collect();
        table.row(&cells_after(&name, &cells));
    }
}

/// A list of counts, its largest entries on any engine first.
fn profile(text: &mut String, title: &str, shown: usize, workload: &WorkloadReport, list: List) {
    let count = |measured: &Measurement, name: &str| {
        list(measured)
            .iter()
            .find(|tally| tally.name == name)
            .map_or(0, |tally| tally.count)
    };
    let largest = |name: &str| {
        let counts = workload.engines.iter().map(|m| count(m, name));
        counts.max().unwrap_or(0)
    };
    let mut names: Vec<&str> = Vec::new();
    for tally in workload.engines.iter().flat_map(list) {
        if !names.contains(&tally.name.as_str()) {
            names.push(&tally.name);
        }
    }
    if names.is_empty() {
        return;
    }
    names.sort_by_key(|name| std::cmp::Reverse(largest(name)));
    let left_out = names.len().saturating_sub(shown);
    names.truncate(shown);
    let mut table = engine_table(text, title, workload);
    for name in names {
        let cells: Vec<String> = workload
            .engines
            .iter()
            .map(|measured| {
                let total: u64 = list(measured).iter().map(|tally| tally.count).sum();
                share(count(measured, name), total)
            })
            .collect();
        table.row(&cells_after(&name, &cells));
    }
    if left_out > 0 {
        let _ = writeln!(text, "\n{left_out} more in `report.json`.");
    }
}

fn allocation(text: &mut String, workload: &WorkloadReport) {
    text.push('\n');
    let mut table = Table::new(text, &["heap", "objects", "bytes", "bytes / object"]);
    for measured in &workload.engines {
        for tally in &measured.heap.by_kind {
            let size = tally.bytes as f64 / tally.objects.max(1) as f64;
            table.row(&[
                &format!("{}: {}", measured.engine, tally.kind),
                &share(tally.objects, measured.heap.objects),
                &share(tally.bytes, measured.heap.object_bytes),
                &format!("{size:.1}"),
            ]);
        }
    }
}

/// A Markdown table whose first column is text and whose others are numbers.
struct Table<'t>(&'t mut String);

impl<'t> Table<'t> {
    fn new(text: &'t mut String, head: &[&str]) -> Self {
        let mut table = Self(text);
        let cells: Vec<&dyn Display> = head.iter().map(|name| name as &dyn Display).collect();
        table.row(&cells);
        table.0.push_str("| :--");
        for _ in head.iter().skip(1) {
            table.0.push_str(" | --:");
        }
        table.0.push_str(" |\n");
        table
    }

    fn row(&mut self, cells: &[&dyn Display]) {
        for cell in cells {
            let _ = write!(self.0, "| {cell} ");
        }
        self.0.push_str("|\n");
    }
}

/// A table with a column for each engine.
fn engine_table<'t>(text: &'t mut String, title: &str, workload: &WorkloadReport) -> Table<'t> {
    text.push('\n');
    let mut head = vec![title];
    head.extend(
        workload
            .engines
            .iter()
            .map(|measured| measured.engine.as_str()),
    );
    Table::new(text, &head)
}

fn cells_after<'c>(first: &'c dyn Display, rest: &'c [String]) -> Vec<&'c dyn Display> {
    std::iter::once(first)
        .chain(rest.iter().map(|cell| cell as &dyn Display))
        .collect()
}

fn milliseconds(nanoseconds: f64) -> String {
    format!("{:.2}", nanoseconds / 1e6)
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1_048_576.0)
}

/// A count with its share of the total.
fn share(count: u64, total: u64) -> String {
    if total == 0 {
        return thousands(count);
    }
    let percent = 100.0 * count as f64 / total as f64;
    format!("{} ({percent:.1} %)", thousands(count))
}

/// A number with its digits in groups of three.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::measurement::samples;
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn the_summary_comes_first_and_every_workload_has_a_section() {
        let text = render(&samples::report());
        let summary = text.find("## Summary").expect("there is a summary");
        let section = text.find("## fib").expect("there is a section");
        assert!(summary < section);
        assert!(
            text.contains("| fib | 18 | one | 5.00 | 1.00 | 5.00 | 8.00 | 2.00 |"),
            "{text}"
        );
        assert!(
            text.contains("| call | 60 (60.0 %) | 60 (60.0 %) |"),
            "{text}"
        );
        assert!(text.contains("A quick report"), "{text}");
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_head() {
        let text = render(&samples::report());
        let mut width = None;
        for line in text.lines() {
            if !line.starts_with('|') {
                width = None;
                continue;
            }
            let cells = line.matches('|').count();
            assert_eq!(*width.get_or_insert(cells), cells, "{line}");
        }
    }
}
