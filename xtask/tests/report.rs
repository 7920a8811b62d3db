//! `cargo xtask report` on a manifest of its own: what it writes, and when it writes nothing.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use support::{Laboratory, Outcome};

fn report(laboratory: &Laboratory) -> Outcome {
    laboratory.run("report", &["--quick", "--output", "reports/latest"])
}

fn read(laboratory: &Laboratory, name: &str) -> String {
    fs::read_to_string(laboratory.path("reports/latest").join(name)).expect("it was written")
}

fn json(laboratory: &Laboratory) -> Value {
    serde_json::from_str(&read(laboratory, "report.json")).expect("it is JSON")
}

/// A report of another time, to be replaced or left alone.
fn put_earlier_report(laboratory: &Laboratory) {
    fs::create_dir_all(laboratory.path("reports/latest")).expect("the directory is ours");
    laboratory.write("reports/latest/report.md", "earlier");
    laboratory.write("reports/latest/report.json", "{}");
}

fn assert_earlier_report(laboratory: &Laboratory) {
    assert_eq!(read(laboratory, "report.md"), "earlier");
    assert_eq!(read(laboratory, "report.json"), "{}");
    let reports = fs::read_dir(laboratory.path("reports")).expect("it is there");
    assert_eq!(reports.count(), 1, "nothing is left beside the report");
}

#[test]
fn a_right_answer_is_measured_on_every_engine() {
    let laboratory = Laboratory::with_answer("42");
    put_earlier_report(&laboratory);
    let outcome = report(&laboratory);
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    assert!(
        outcome.stderr().contains(" %] "),
        "progress is shown: {}",
        outcome.stderr()
    );
    let json = json(&laboratory);
    assert_eq!(json["schema_version"], 4);
    assert_eq!(json["mode"], "quick");
    assert_eq!(json["workloads"][0]["answer"], "42");
    let engines = json["engines"].as_array().expect("a list");
    for section in [
        "summary",
        "times",
        "dispatch",
        "allocation",
        "per_operation",
    ] {
        let cells = json[section]["rows"][0]["cells"]
            .as_array()
            .expect("a list");
        assert_eq!(engines.len(), cells.len(), "{section}");
        for cell in cells {
            assert!(cell["measured"].is_object(), "{section}: {cell}");
        }
    }
    for (index, engine) in engines.iter().enumerate() {
        let measured = |section: &str| &json[section]["rows"][0]["cells"][index]["measured"];
        assert!(measured("dispatch")["instructions"].as_u64() > Some(0));
        assert!(measured("allocation")["heap_bytes"].as_u64() > Some(0));
        assert!(measured("allocation")["allocator"]["calls"].as_u64() > Some(0));
        assert!(measured("times")["front_end"]["source_bytes"].as_u64() > Some(0));
        assert!(measured("times")["wall_nanoseconds"]["runs"].as_u64() >= Some(3));
        assert_eq!(
            *engine,
            json["scaling"]["rows"][0]["engines"][index]["engine"]
        );
    }
    let markdown = read(&laboratory, "report.md");
    for part in [
        "\n## Summary\n",
        "\n### Dispatch: double\n",
        "| double   |   21 |",
    ] {
        assert!(
            markdown.contains(part),
            "{part} is missing from\n{markdown}"
        );
    }
}

#[test]
fn a_second_report_differs_only_in_times() {
    let laboratory = Laboratory::with_answer("42");
    let mut both = Vec::new();
    for _ in 0..2 {
        let outcome = report(&laboratory);
        assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
        let mut json = json(&laboratory);
        let varying = json["varying_fields"].clone();
        remove(&mut json, varying.as_array().expect("a list"));
        both.push(json);
    }
    assert!(!both[0].to_string().contains("nanoseconds\":"));
    assert_eq!(both[0], both[1]);
}

/// Removes members of those names at any depth; `*x` stands for all names that end in `x`.
fn remove(value: &mut Value, names: &[Value]) {
    let is_named = |name: &str| {
        names.iter().filter_map(Value::as_str).any(|pattern| {
            let end = pattern.strip_prefix('*');
            end.map_or(name == pattern, |end| name.ends_with(end))
        })
    };
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !is_named(name));
            members
                .values_mut()
                .for_each(|member| remove(member, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| remove(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_wrong_answer_stops_everything_and_leaves_the_earlier_report() {
    let laboratory = Laboratory::with_answer("43");
    put_earlier_report(&laboratory);
    let outcome = report(&laboratory);
    assert_eq!(outcome.code(), Some(1));
    assert_eq!(outcome.stdout(), "");
    let message = outcome.stderr();
    for part in ["`double` at size 21", "expected: 43", "got: 42"] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
    assert_earlier_report(&laboratory);
}

#[test]
fn a_failing_program_stops_everything_with_its_message() {
    let laboratory = Laboratory::with_answer("42");
    laboratory.write("double/default.nix", "{ size }: size.nonsense\n");
    put_earlier_report(&laboratory);
    let outcome = report(&laboratory);
    assert_eq!(outcome.code(), Some(1));
    let message = outcome.stderr();
    for part in ["`double` at size 21 failed", "default.nix:1:"] {
        assert!(message.contains(part), "{part} is missing from\n{message}");
    }
    assert_earlier_report(&laboratory);
}

#[test]
fn a_folder_that_is_no_report_is_not_replaced() {
    let laboratory = Laboratory::with_answer("42");
    put_earlier_report(&laboratory);
    laboratory.write("reports/latest/diary", "dear diary");
    let outcome = report(&laboratory);
    assert_eq!(outcome.code(), Some(2));
    assert!(
        outcome.stderr().contains("holds `diary`"),
        "{}",
        outcome.stderr()
    );
    assert_eq!(read(&laboratory, "diary"), "dear diary");
}

#[test]
fn an_interrupt_ends_all_children_and_leaves_the_earlier_report() {
    let laboratory = Laboratory::with_answer("42");
    let endless =
        "{ size }: builtins.foldl' (a: b: a + b) size (builtins.genList (n: n) 500000000)\n";
    laboratory.write("double/default.nix", endless);
    put_earlier_report(&laboratory);
    let mut running = laboratory
        .command("report", &["--quick", "--output", "reports/latest"])
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary under test starts");
    let program = laboratory.path("double/default.nix");
    let begun = within(Duration::from_mins(5), || !evaluating(&program).is_empty());
    let pid = Pid::from_child(&running);
    kill_process(pid, Signal::TERM).expect("it runs");
    let status = running.wait().expect("it is ours");
    assert!(begun, "nothing was evaluated");
    assert_eq!(status.code(), Some(128 + Signal::TERM.as_raw()));
    let ended = within(Duration::from_secs(10), || evaluating(&program).is_empty());
    assert!(ended, "{:?} still evaluate", evaluating(&program));
    assert_earlier_report(&laboratory);
}

/// Processes that were told to evaluate a program.
fn evaluating(program: &Path) -> Vec<String> {
    let program = program.to_string_lossy().into_owned();
    let processes = fs::read_dir("/proc").expect("this is Linux");
    processes
        .filter_map(|entry| fs::read(entry.ok()?.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).into_owned())
        .filter(|line| line.contains(&program))
        .collect()
}

fn within(time: Duration, condition: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < time {
        if condition() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn every_field_is_described() {
    let laboratory = Laboratory::with_answer("42");
    let outcome = report(&laboratory);
    assert_eq!(outcome.code(), Some(0), "{}", outcome.stderr());
    let description = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/report-schema.md");
    let description = fs::read_to_string(description).expect("the description is text");
    let mut fields = BTreeSet::new();
    collect_fields(&json(&laboratory), &mut fields);
    let missing: Vec<_> = fields
        .iter()
        .filter(|field| !description.contains(&format!("`{field}`")))
        .collect();
    assert!(missing.is_empty(), "not described: {missing:?}");
}

fn collect_fields(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                fields.insert(name.clone());
                collect_fields(member, fields);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_fields(item, fields)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
