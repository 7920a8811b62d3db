//! `cargo xtask record` and `cargo xtask history` on records made here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The records' folder, where the page goes, and what is between.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a directory can be made"));
        fs::create_dir(place.records()).expect("it is empty");
        place
    }

    fn records(&self) -> PathBuf {
        self.0.path().join("records")
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.path().join("page/index.html")).expect("there is a page")
    }

    /// Writes a record.
    fn write(&self, name: &str, record: &Value) {
        fs::write(self.records().join(name), record.to_string()).expect("it is writable");
    }

    /// A dozen records, a day each; what is drawn of day `day` is `change(day, record)`.
    fn dozen(change: impl Fn(usize, &mut Value)) -> Self {
        let place = Self::new();
        for day in 0..12 {
            let mut record = record(day);
            change(day, &mut record);
            place.write(&format!("{day:02}.json"), &record);
        }
        place
    }

    fn history(&self, arguments: &[&str]) -> Output {
        xtask("history", &self.records())
            .arg("--output")
            .arg(self.0.path().join("page"))
            .args(arguments)
            .output()
            .expect("the binary under test starts")
    }
}

fn xtask(command: &str, records: &Path) -> Command {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.arg(command).arg("--records").arg(records);
    xtask
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const IDS: [&str; 5] = [
    "parse/fib/shared/tiny",
    "execute/fib/frame-stack/tiny",
    "execute/fib/generator/tiny",
    "whole/lib/frame-stack/tiny",
    "whole/lib/generator/tiny",
];

fn fingerprint() -> Value {
    json!({
        "rustc": "rustc 1.95.0", "target": "x86_64-unknown-linux-gnu", "target_features": "sse2",
        "rustflags": "", "profile": "lto", "allocator": "mimalloc 0.1", "libc": "ldd 2.36",
        "valgrind": "valgrind-3.19.0", "cpu_features": "avx avx2",
    })
}

/// A record with small differences from day to day.
fn record(day: usize) -> Value {
    let row = |(place, id): (usize, &&str)| {
        let instructions = 10_000_000 * (place + 1) + 4_000 * ((day * 7 + place * 3) % 5);
        json!({
            "id": id, "instructions": instructions, "vm_instructions": instructions / 20,
            "allocator_calls": 1000, "allocator_bytes": 1_000_000, "heap_bytes": 5_000_000,
        })
    };
    json!({
        "schema_version": 1,
        "date": format!("2026-03-{:02}T12:00:00Z", day + 1),
        "revision": {
            "commit": format!("{day:02x}23456789abcdef0123456789abcdef01234567"), "dirty": false,
            "date": "2026-02-28T12:00:00Z", "subject": format!("Change {day} <of> a & b | c"),
        },
        "tree": format!("{day:040x}"),
        "fingerprint": fingerprint(),
        "benchmarks": IDS.iter().enumerate().map(row).collect::<Vec<_>>(),
    })
}

/// Multiplies the instructions of a benchmark.
fn make_dearer(record: &mut Value, id: usize, factor: f64) {
    let instructions = &mut record["benchmarks"][id]["instructions"];
    let count = instructions.as_u64().expect("it is a number") as f64;
    *instructions = json!((count * factor) as u64);
}

/// How many charts a page has; each is well-formed.
fn check_charts(page: &str) -> usize {
    let starts = page.match_indices("<svg class=\"chart\"");
    let charts = starts.map(|(start, _)| {
        let end = page[start..].find("</svg>").expect("it ends") + "</svg>".len();
        &page[start..start + end]
    });
    let mut count = 0;
    for chart in charts {
        roxmltree::Document::parse(chart).unwrap_or_else(|error| panic!("{error}: {chart}"));
        count += 1;
    }
    count
}

#[test]
fn a_planted_step_is_in_the_table_and_on_the_page() {
    let place = Place::dozen(|day, record| {
        if day >= 11 {
            make_dearer(record, 2, 1.01);
        }
    });
    let output = place.history(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let table = printed(&output);
    assert!(
        table.starts_with("Significant steps of machine instructions: 1 in 12 records.\n"),
        "{table}"
    );
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.contains("2026-"))
        .collect();
    let [row] = rows[..] else {
        panic!("one step was planted: {table}")
    };
    for part in [
        "| 2026-03-12 |",
        "0b23456789ab",
        "execute/fib/generator/tiny",
        "Change 11 <of> a & b \\| c",
        "+1.0",
    ] {
        assert!(row.contains(part), "{part} is missing from {row}");
    }
    assert!(
        !table.contains('*'),
        "ten changes are history enough: {table}"
    );
    let page = place.page();
    assert_eq!(page.matches("class=\"dearer\"").count(), 1);
    assert!(
        page.contains("Change 11 &#60;of&#62; a &#38; b | c"),
        "the subject is escaped"
    );
    assert!(page.contains("fib, tiny: 1 step<"));
    assert!(
        page.contains("2026-03-12, 0b23456789ab: 30,312,120 (+1.0"),
        "points say what they are"
    );
    // Three phases have means, five benchmarks a chart each.
    assert_eq!(check_charts(&page), 3 + 5);
}

#[test]
fn noise_is_no_step_and_few_records_have_a_fixed_threshold() {
    let place = Place::dozen(|_, _| {});
    let output = place.history(&[]);
    assert_eq!(
        printed(&output),
        "No significant step of machine instructions in 12 records.\n"
    );
    assert!(
        place
            .page()
            .contains("no change between neighbours exceeds")
    );
    let early = Place::dozen(|day, record| {
        if day >= 2 {
            make_dearer(record, 0, 0.99);
        }
    });
    let table = printed(&early.history(&[]));
    assert!(table.contains("| −"), "{table}");
    assert!(table.contains("0.20 %*"), "{table}");
    assert!(
        table.contains("\\* fixed at 0.2 %: fewer than 10 changes"),
        "{table}"
    );
    assert!(early.page().contains("class=\"cheaper\""));
}

#[test]
fn another_metric_has_steps_of_its_own() {
    let place = Place::dozen(|day, record| {
        if day >= 6 {
            record["benchmarks"][1]["heap_bytes"] = json!(6_000_000);
        }
    });
    assert!(printed(&place.history(&[])).starts_with("No significant step"));
    let table = printed(&place.history(&["--metric", "heap-bytes"]));
    assert!(table.contains("+20.00 %"), "{table}");
    assert!(
        place
            .page()
            .contains("<title>Framelab history: heap bytes</title>")
    );
    let output = place.history(&["--metric", "seconds"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("[possible values: instructions, vm-instructions, "));
}

#[test]
fn records_of_different_fingerprints_do_not_compare() {
    let place = Place::dozen(|day, record| {
        if day >= 5 {
            record["fingerprint"]["valgrind"] = json!("valgrind-3.22.0");
            make_dearer(record, 1, 1.5);
        }
    });
    assert!(printed(&place.history(&[])).starts_with("No significant step"));
    let page = place.page();
    assert!(
        page.contains("Not comparable: 2026-03-06, 052345678"),
        "{page}"
    );
    assert!(page.contains("<dt>valgrind</dt><dd>valgrind-3.19.0 → valgrind-3.22.0</dd>"));
    assert!(page.contains("does not compare: valgrind changed"));
}

#[test]
fn benchmarks_that_come_and_go_are_named() {
    let place = Place::dozen(|day, record| {
        let rows = record["benchmarks"].as_array_mut().expect("it is a list");
        if day >= 8 {
            rows.remove(3);
        }
        if day < 4 {
            rows.remove(0);
        }
    });
    let output = place.history(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let page = place.page();
    assert!(page.contains("<dd>appeared: parse/fib/shared/tiny</dd>"));
    assert!(page.contains("<dd>disappeared: whole/lib/frame-stack/tiny</dd>"));
    assert!(page.contains("fib, tiny: since 2026-03-05"));
}

#[test]
fn records_are_ordered_by_date_whatever_their_files_are_called() {
    let place = Place::new();
    for day in 0..3 {
        let mut record = record(day);
        if day == 2 {
            make_dearer(&mut record, 1, 1.1);
        }
        place.write(&format!("{}.json", 9 - day), &record);
    }
    let table = printed(&place.history(&[]));
    assert!(table.contains("| 2026-03-03 |"), "{table}");
}

#[test]
fn a_broken_record_ends_with_its_name_and_no_page() {
    let place = Place::dozen(|_, _| {});
    let whole = record(3).to_string();
    let mut unknown = record(3);
    unknown["weather"] = json!("fair");
    let mut newer = record(3);
    newer["schema_version"] = json!(2);
    for (broken, expected) in [
        (whole[..200].to_owned(), "EOF while parsing"),
        (unknown.to_string(), "unknown field `weather`"),
        (newer.to_string(), "its format is version 2"),
        (String::new(), "EOF while parsing"),
    ] {
        fs::write(place.records().join("03.json"), broken).expect("it is writable");
        let output = place.history(&[]);
        assert_eq!(output.status.code(), Some(1));
        let complaint = complaint(&output);
        assert!(complaint.contains("records/03.json: "), "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
        assert!(complaint.contains("restore it from git"), "{complaint}");
        assert!(printed(&output).is_empty());
        assert!(!place.0.path().join("page").exists());
    }
}

#[test]
fn without_records_it_says_how_to_make_one() {
    let place = Place::new();
    place.write("notes.txt", &json!("no record"));
    let output = place.history(&[]);
    assert_eq!(output.status.code(), Some(2));
    let expected = "make one with `cargo xtask record`";
    assert!(
        complaint(&output).contains(expected),
        "{}",
        complaint(&output)
    );
    fs::remove_dir_all(place.records()).expect("it is there");
    let output = place.history(&[]);
    assert_eq!(output.status.code(), Some(2), "as if it were empty");
}

/// A file of counts, as the gate's baseline is.
fn counts(dirty: bool) -> Value {
    json!({
        "schema_version": 1,
        "revision": { "commit": "0123456789abcdef0123456789abcdef01234567", "dirty": dirty },
        "tree": "0123456789abcdef0123456789abcdef01234567",
        "fingerprint": fingerprint(),
        "benchmarks": [{
            "id": IDS[1], "instructions": 1000, "vm_instructions": 50, "allocator_calls": 1,
            "allocator_bytes": 10, "heap_bytes": null, "functions": { "one": 1000 }, "files": { "one.rs": 1000 },
        }],
    })
}

fn record_from(place: &Place, counts: &str, arguments: &[&str]) -> Output {
    let file = place.0.path().join("counts.json");
    fs::write(&file, counts).expect("it is writable");
    xtask("record", &place.records())
        .arg("--from")
        .arg(file)
        .args(arguments)
        .output()
        .expect("the binary under test starts")
}

fn files(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.records()).expect("it is there");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries
        .map(|entry| name(entry.expect("it can be read")))
        .collect()
}

#[test]
fn recording_twice_gives_two_files() {
    let place = Place::new();
    for _ in 0..2 {
        let output = record_from(&place, &counts(false).to_string(), &[]);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    }
    let files = files(&place);
    assert_eq!(files.len(), 2, "{files:?}");
    for name in files {
        assert!(name.ends_with("-0123456789ab.json"), "{name}");
        let text = fs::read_to_string(place.records().join(&name)).expect("it can be read");
        assert!(!text.contains("functions"), "{text}");
        let row = "\n    {\"id\":\"execute/fib/frame-stack/tiny\",\"instructions\":1000,\"vm_instructions\":50,\
                   \"allocator_calls\":1,\"allocator_bytes\":10,\"heap_bytes\":null}\n";
        assert!(text.contains(row), "{text}");
    }
    let output = place.history(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
}

#[test]
fn local_changes_are_recorded_only_when_that_is_allowed() {
    let place = Place::new();
    let output = record_from(&place, &counts(true).to_string(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("or give --allow-dirty to mark the record"));
    assert!(files(&place).is_empty());
    let output = record_from(&place, &counts(true).to_string(), &["--allow-dirty"]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    place.history(&[]);
    assert!(place.page().contains("0123456789ab with local changes"));
}

#[test]
fn counts_that_make_no_record_are_refused() {
    let mut nameless = counts(false);
    nameless["revision"]["commit"] = Value::Null;
    let mut zero = counts(false);
    zero["benchmarks"][0]["instructions"] = json!(0);
    let mut newer = counts(false);
    newer["schema_version"] = json!(7);
    for (counts, expected) in [
        ("{".to_owned(), "counts.json: EOF while parsing"),
        (nameless.to_string(), "the counts name no revision"),
        (zero.to_string(), "counted no instructions"),
        (newer.to_string(), "the format of the counts is version 7"),
    ] {
        let place = Place::new();
        let output = record_from(&place, &counts, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            complaint(&output).contains(expected),
            "{}",
            complaint(&output)
        );
        assert!(files(&place).is_empty());
    }
}
