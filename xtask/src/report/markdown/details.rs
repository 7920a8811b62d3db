//! Sections of absolute figures: times, dispatch, allocation, flamegraphs.

use super::super::model::{Allocation, Cell, Dispatch, Report, Row, Tally, Times};
use super::begin;
use super::table::{
    Text, absent, cell, estimate, head, known, mebibytes, milliseconds, share, thousands,
};

/// Rows shown of each list.
const ROWS_SHOWN: usize = 12;

/// A figure of one engine.
type Figure<T> = (&'static str, fn(&T) -> String);

/// A list of counts of one engine.
type List = (&'static str, fn(&Dispatch) -> &[Tally]);

const DISPATCH_FIGURES: [Figure<Dispatch>; 12] = [
    ("instructions", |d| thousands(d.instructions)),
    ("calls", |d| thousands(d.call_count())),
    ("forces", |d| thousands(d.force_count())),
    ("frames pushed", |d| thousands(d.frame_count())),
    ("frames suspended", |d| {
        thousands(d.frames.iter().map(|frame| frame.suspended).sum())
    }),
    ("peak frame depth", |d| thousands(d.peak_frame_depth)),
    ("peak native stack bytes", |d| {
        thousands(d.peak_native_stack_bytes)
    }),
    ("generators created", |d| thousands(d.generators_created)),
    ("generators finished", |d| thousands(d.generators_finished)),
    ("generators never suspended", |d| {
        thousands(d.generators_unsuspended)
    }),
    ("bounces", |d| thousands(d.bounces)),
    ("continuations boxed", |d| thousands(d.continuations)),
];

const LISTS: [List; 5] = [
    ("opcode", |d| &d.instructions_by_opcode),
    ("called", |d| &d.calls),
    ("force found", |d| &d.forces),
    ("operation", |d| &d.operations),
    ("request", |d| &d.requests),
];

const ALLOCATION_FIGURES: [Figure<Allocation>; 6] = [
    ("heap objects", |a| thousands(a.heap_objects)),
    ("heap bytes", |a| thousands(a.heap_bytes)),
    ("arena bytes", |a| thousands(a.arena_bytes)),
    ("allocator calls", |a| {
        known(a.allocator.as_ref(), |used| thousands(used.calls))
    }),
    ("allocator bytes", |a| {
        known(a.allocator.as_ref(), |used| thousands(used.bytes))
    }),
    ("allocator peak bytes", |a| {
        known(a.allocator.as_ref(), |used| thousands(used.peak_bytes))
    }),
];

/// Times of every workload on every engine.
pub fn times(text: &mut Text, report: &Report) {
    begin(text, "Times", &report.times.source);
    let show = |row: &Row<Times>, size: i64| -> Vec<Vec<String>> {
        let line = |(engine, times): (&String, &Cell<Times>)| {
            let mut cells = vec![row.workload.clone(), size.to_string(), engine.clone()];
            let figure = |show: fn(&Times) -> String| cell(times, show);
            cells.extend([
                figure(|t| t.wall_nanoseconds.runs.to_string()),
                figure(|t| milliseconds(t.wall_nanoseconds.median)),
                figure(|t| milliseconds(t.wall_nanoseconds.median_absolute_deviation)),
                figure(|t| milliseconds(t.cpu_nanoseconds.minimum)),
                figure(|t| milliseconds(t.cpu_nanoseconds.median)),
                figure(|t| known(t.cpu_time_ratio, estimate)),
                figure(|t| milliseconds(t.front_end.total_nanoseconds())),
                figure(|t| milliseconds(t.first_wall_nanoseconds)),
                figure(|t| known(t.peak_resident_bytes, mebibytes)),
            ]);
            cells
        };
        report.engines.iter().zip(&row.cells).map(line).collect()
    };
    let rows: Vec<Vec<String>> = report
        .times
        .rows
        .iter()
        .zip(&report.workloads)
        .flat_map(|(row, workload)| show(row, workload.size))
        .collect();
    text.table(
        &head(&[
            "workload",
            "size",
            "engine",
            "rounds",
            "wall ms",
            "± MAD",
            "CPU ms, least",
            "CPU ms",
            &format!("CPU / {}", report.baseline),
            "front end ms",
            "first wall ms",
            "peak MiB",
        ]),
        &rows,
    );
    failures(text, report, &report.times.rows);
}

/// What the machines did.
pub fn dispatch(text: &mut Text, report: &Report) {
    begin(text, "Dispatch", &report.dispatch.source);
    for row in &report.dispatch.rows {
        text.subtitle(&format!("Dispatch: {}", row.workload));
        figures(text, report, row, &DISPATCH_FIGURES);
        for list in LISTS {
            tallies(text, report, row, list);
        }
    }
    failures(text, report, &report.dispatch.rows);
}

/// What was allocated.
pub fn allocation(text: &mut Text, report: &Report) {
    begin(text, "Allocation", &report.allocation.source);
    for row in &report.allocation.rows {
        text.subtitle(&format!("Allocation: {}", row.workload));
        figures(text, report, row, &ALLOCATION_FIGURES);
        kinds(text, report, row);
    }
    failures(text, report, &report.allocation.rows);
}

/// Where the pictures are.
pub fn flamegraphs(text: &mut Text, report: &Report) {
    begin(text, "Flamegraphs", &report.flamegraphs.source);
    let rows: Vec<Vec<String>> = report
        .flamegraphs
        .graphs
        .iter()
        .map(|graph| {
            vec![
                graph.workload.clone(),
                graph.engine.clone(),
                format!("[{0}]({0})", graph.file),
            ]
        })
        .collect();
    text.table(&head(&["workload", "engine", "file"]), &rows);
}

/// The errors of engines that gave no answer where others did.
fn failures<T>(text: &mut Text, report: &Report, rows: &[Row<T>]) {
    for row in rows {
        for (engine, cell) in report.engines.iter().zip(&row.cells) {
            match cell {
                Cell::Failed(message) => text.paragraph(&format!(
                    "{} on {engine} failed where another engine answered: {}",
                    row.workload,
                    message.lines().next().unwrap_or_default()
                )),
                Cell::Measured(_) | Cell::Missing(_) => {}
            }
        }
    }
}

fn engine_head(title: &str, report: &Report) -> Vec<String> {
    let mut cells = vec![title.to_owned()];
    cells.extend(report.engines.iter().cloned());
    cells
}

fn figures<T>(text: &mut Text, report: &Report, row: &Row<T>, figures: &[Figure<T>]) {
    let rows: Vec<Vec<String>> = figures
        .iter()
        .map(|(name, show)| {
            let mut cells = vec![(*name).to_owned()];
            cells.extend(row.cells.iter().map(|measured| cell(measured, show)));
            cells
        })
        .collect();
    text.table(&engine_head("figure", report), &rows);
}

/// A list of counts, its largest entries on any engine first.
fn tallies(text: &mut Text, report: &Report, row: &Row<Dispatch>, (title, list): List) {
    let count = |dispatch: &Dispatch, name: &str| {
        let found = list(dispatch).iter().find(|tally| tally.name == name);
        found.map_or(0, |tally| tally.count)
    };
    let measured: Vec<&Dispatch> = row.cells.iter().filter_map(Cell::measured).collect();
    let mut names: Vec<&str> = Vec::new();
    for tally in measured.iter().flat_map(|dispatch| list(dispatch)) {
        if !names.contains(&tally.name.as_str()) {
            names.push(&tally.name);
        }
    }
    let largest = |name: &str| measured.iter().map(|dispatch| count(dispatch, name)).max();
    names.sort_by_key(|name| std::cmp::Reverse(largest(name)));
    let left_out = names.len().saturating_sub(ROWS_SHOWN);
    names.truncate(ROWS_SHOWN);
    let rows: Vec<Vec<String>> = names
        .iter()
        .map(|name| {
            let mut cells = vec![(*name).to_owned()];
            cells.extend(row.cells.iter().map(|measured| {
                cell(measured, |dispatch| {
                    let total = list(dispatch).iter().map(|tally| tally.count).sum();
                    share(count(dispatch, name), total)
                })
            }));
            cells
        })
        .collect();
    text.table(&engine_head(title, report), &rows);
    if left_out > 0 {
        text.paragraph(&format!("{left_out} more in `report.json`."));
    }
}

/// Bytes by kind, in the arena and beside it.
fn kinds(text: &mut Text, report: &Report, row: &Row<Allocation>) {
    let bytes = |allocation: &Allocation, kind: &str| -> Option<(u64, u64)> {
        let heap = allocation.heap_by_kind.iter();
        let heap = heap.map(|tally| (&tally.kind, tally.objects, tally.bytes));
        let beside = allocation.beside_arena.iter();
        let beside = beside.map(|tally| (&tally.kind, tally.objects, tally.bytes));
        heap.chain(beside)
            .find(|(name, _, _)| *name == kind)
            .map(|(_, objects, bytes)| (objects, bytes))
    };
    let mut kinds: Vec<&str> = Vec::new();
    for allocation in row.cells.iter().filter_map(Cell::measured) {
        let heap = allocation.heap_by_kind.iter().map(|tally| &tally.kind);
        let beside = allocation.beside_arena.iter().map(|tally| &tally.kind);
        for kind in heap.chain(beside) {
            if !kinds.contains(&kind.as_str()) {
                kinds.push(kind);
            }
        }
    }
    let rows: Vec<Vec<String>> = kinds
        .iter()
        .map(|kind| {
            let mut cells = vec![(*kind).to_owned()];
            cells.extend(row.cells.iter().map(|measured| {
                measured
                    .measured()
                    .and_then(|allocation| bytes(allocation, kind))
                    .map_or_else(absent, |(objects, bytes)| {
                        format!("{} ({})", thousands(bytes), thousands(objects))
                    })
            }));
            cells
        })
        .collect();
    text.table(&engine_head("kind: bytes (objects)", report), &rows);
}
