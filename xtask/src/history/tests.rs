//! Records in a row: what compares, what is a step, what the means say.

use super::format::{Record, Recorded, Row, SCHEMA_VERSION};
use super::metric::Metric;
use super::overview::indices;
use super::series::History;
use crate::gate::fingerprint::Fingerprint;

fn fingerprint() -> Fingerprint {
    let text = |name: &str| name.to_owned();
    Fingerprint {
        rustc: text("rustc 1.95.0"),
        target: text("x86_64-unknown-linux-gnu"),
        target_features: text("sse2"),
        rustflags: String::new(),
        profile: text("lto"),
        allocator: text("mimalloc"),
        libc: text("glibc"),
        valgrind: text("valgrind-3.19.0"),
        cpu_features: text("avx avx2"),
    }
}

fn row(id: &str, instructions: u64) -> Row {
    Row {
        id: id.to_owned(),
        instructions,
        vm_instructions: None,
        allocator_calls: 10,
        allocator_bytes: 1000,
        heap_bytes: Some(500),
    }
}

/// A record of a day with benchmarks.
fn record(day: usize, rows: &[(&str, u64)]) -> Record {
    Record {
        schema_version: SCHEMA_VERSION,
        date: format!("2026-01-{:02}T03:04:05Z", day + 1),
        revision: Recorded {
            commit: format!("{day:040x}"),
            dirty: false,
            date: None,
            subject: Some("Change something".to_owned()),
        },
        tree: format!("{day:040x}"),
        fingerprint: fingerprint(),
        benchmarks: rows.iter().map(|(id, count)| row(id, *count)).collect(),
    }
}

const FIB: &str = "execute/fib/frame-stack/tiny";
const LIB: &str = "execute/lib/frame-stack/tiny";

fn history(records: Vec<Record>) -> History {
    let metric = Metric::named("instructions").expect("it is known");
    History::of(records, metric)
}

/// The places of the steps of FIB with the values of one benchmark.
fn steps(values: &[u64]) -> Vec<usize> {
    let days = values.iter().enumerate();
    let history = history(
        days.map(|(day, value)| record(day, &[(FIB, *value)]))
            .collect(),
    );
    history.steps().iter().map(|(_, step)| step.place).collect()
}

#[test]
fn steps_are_found_with_little_history_and_with_much() {
    let mut values = vec![10_000_000; 15];
    values[3..].fill(10_100_000);
    assert_eq!(steps(&values), [3]);
    values[13..].fill(10_000_000);
    assert_eq!(steps(&values), [13, 3], "the newest first");
    assert_eq!(steps(&[10_000_000, 10_019_000]), [0; 0], "below 0.2 %");
    assert_eq!(steps(&[10_000_000, 10_021_000]), [1]);
}

#[test]
fn a_large_share_of_little_is_no_step() {
    assert_eq!(steps(&[1000, 2000]), [0; 0]);
    assert_eq!(steps(&[1000, 9000]), [1]);
}

#[test]
fn nothing_is_compared_across_another_fingerprint() {
    let mut records: Vec<Record> = (0..4).map(|day| record(day, &[(FIB, 1_000_000)])).collect();
    for record in &mut records[2..] {
        record.fingerprint.rustc = "rustc 1.96.0".to_owned();
        record.benchmarks[0].instructions = 2_000_000;
    }
    let history = history(records);
    assert!(history.steps().is_empty());
    assert_eq!(history.breaks.len(), 1);
    assert_eq!(history.breaks[0].place, 2);
    let field = ["rustc", "rustc 1.95.0", "rustc 1.96.0"].map(str::to_owned);
    assert_eq!(history.breaks[0].fields, [field.into()]);
    let means = &indices(&history)[0].values;
    assert_eq!(*means, [Some(100.0); 4], "a mean begins anew");
}

#[test]
fn a_benchmark_that_comes_or_goes_moves_no_mean() {
    let history = history(vec![
        record(0, &[(FIB, 1_000_000)]),
        record(1, &[(FIB, 1_000_000), (LIB, 9_000_000)]),
        record(2, &[(LIB, 18_000_000)]),
    ]);
    assert_eq!(history.turnover(1), (vec![LIB], vec![]));
    assert_eq!(history.turnover(2), (vec![], vec![FIB]));
    let indices = indices(&history);
    assert_eq!(indices.len(), 1);
    assert_eq!(indices[0].benchmarks, [1, 2, 1]);
    let [Some(first), Some(second), Some(third)] = indices[0].values[..] else {
        panic!("every record has a mean: {indices:?}");
    };
    assert_eq!((first, second), (100.0, 100.0));
    assert!((third - 200.0).abs() < 1e-9, "{third}");
}

#[test]
fn a_gap_separates() {
    let history = history(vec![
        record(0, &[(FIB, 1_000_000), (LIB, 1_000_000)]),
        record(1, &[(LIB, 1_000_000)]),
        record(2, &[(FIB, 5_000_000), (LIB, 1_000_000)]),
    ]);
    assert!(history.steps().is_empty());
}

#[test]
fn a_phase_without_the_metric_is_left_out() {
    let mut records = vec![record(
        0,
        &[(FIB, 1_000_000), ("parse/fib/shared/tiny", 5_000)],
    )];
    records[0].benchmarks[1].heap_bytes = None;
    let metric = Metric::named("heap-bytes").expect("it is known");
    let history = History::of(records, metric);
    let ids: Vec<&str> = history.series.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, [FIB]);
}

#[test]
fn a_record_is_small_and_comes_back_as_it_was() {
    let place = tempfile::tempdir().expect("a directory can be made");
    let written = record(0, &[(FIB, 1_000_000), (LIB, 2)]);
    let path = written.write_new(place.path()).expect("it can be written");
    let path = path.expect("it was not there");
    assert!(
        path.ends_with("2026-01-01-030405-000000000000.json"),
        "{path:?}"
    );
    assert_eq!(Record::read(&path).expect("it can be read"), written);
    assert_eq!(
        written.write_new(place.path()).expect("it can be tried"),
        None
    );
    let text = std::fs::read_to_string(&path).expect("it is text");
    let rows = text.lines().filter(|line| line.contains("execute/"));
    assert_eq!(rows.count(), 2, "a row in each line: {text}");
}

#[test]
fn what_is_no_record_is_said() {
    type Spoil = fn(&mut Record);
    let defect = |spoil: Spoil| {
        let mut record = record(0, &[(FIB, 1), (LIB, 1)]);
        spoil(&mut record);
        record.defect().unwrap_or_default()
    };
    assert_eq!(defect(|_| {}), "");
    let cases: [(Spoil, &str); 7] = [
        (|one| one.schema_version = 2, "its format is version 2"),
        (
            |one| one.date = "yesterday".to_owned(),
            "`yesterday` is no date",
        ),
        (
            |one| one.revision.commit = "../../../../etc".to_owned(),
            "`../../../../etc` is no commit",
        ),
        (|one| one.benchmarks.clear(), "it has no benchmark"),
        (
            |one| one.benchmarks[1].id = FIB.to_owned(),
            "benchmark `execute/fib/frame-stack/tiny` is there twice",
        ),
        (
            |one| one.benchmarks[1].id = "lib".to_owned(),
            "`lib` is no benchmark",
        ),
        (
            |one| one.benchmarks[1].instructions = 0,
            "benchmark `execute/lib/frame-stack/tiny` counted no instructions",
        ),
    ];
    for (spoil, expected) in cases {
        let defect = defect(spoil);
        assert!(defect.contains(expected), "{defect}");
    }
}

/// Sixty records of as many benchmarks as there are today, with steps, a break, benchmarks that come and go.
fn large() -> History {
    let programs: Vec<String> = (0..12).map(|n| format!("program-number-{n}")).collect();
    let mut ids = Vec::new();
    for program in &programs {
        ids.extend(["parse", "compile"].map(|phase| format!("{phase}/{program}/shared/tiny")));
        for phase in ["execute", "whole"] {
            let engines = ["frame-stack", "generator", "trampoline"];
            ids.extend(engines.map(|engine| format!("{phase}/{program}/{engine}/tiny")));
        }
    }
    for micro in 0..11 {
        let engines = ["frame-stack", "generator", "trampoline"];
        ids.extend(engines.map(|engine| format!("execute/micro-number-{micro}/{engine}/small")));
    }
    assert_eq!(ids.len(), 129);
    let value = |day: usize, place: usize| {
        // The upper digits of a product vary without a pattern that the eye sees.
        let mixed = ((day * 131 + place + 1) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let noise = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 54;
        let scale = 10_u64.pow(3 + (place % 6) as u32);
        let step = if 30 + place % 120 < day { 97 } else { 100 };
        scale * step + scale * noise / 20_000
    };
    let records = (0..60).map(|day| {
        let rows: Vec<(&str, u64)> = ids
            .iter()
            .enumerate()
            .filter(|(place, _)| place % 40 != 7 || day > 20)
            .map(|(place, id)| (id.as_str(), value(day, place)))
            .collect();
        let mut record = record(0, &rows);
        let month = 1 + day / 28;
        record.date = format!("2026-{month:02}-{:02}T03:04:05Z", 1 + day % 28);
        record.revision.commit = format!("{:012x}{day:028x}", day * 0x9E_3779_B97F);
        if day >= 40 {
            record.fingerprint.valgrind = "valgrind-3.22.0".to_owned();
        }
        record
    });
    history(records.collect())
}

/// The page of the large history; also written to where `FRAMELAB_HISTORY_HTML` says, to be looked at.
fn page() -> String {
    let page = super::page::render(&large()).expect("it can be written");
    if let Some(path) = std::env::var_os("FRAMELAB_HISTORY_HTML") {
        std::fs::write(path, &page).expect("it can be written there");
    }
    page
}

#[test]
fn nothing_on_the_page_is_cut_or_overlaps() {
    crate::report::html::tests::browser::check(&page(), 129);
}

#[test]
fn the_page_needs_nothing_else_and_is_small() {
    let page = page();
    assert!(page.len() < 3_000_000, "{}", page.len());
    for forbidden in ["http:", "https:", "<script", "<link", "@import", "<img"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page, self::page(), "the same records give the same page");
}
