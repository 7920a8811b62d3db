//! Each micro-benchmark does what it is there for exactly once more than the bare loop does, each time round.

use std::collections::BTreeMap;
use std::fs;

use expect_test::{Expect, expect};
use framelab_benches::{Phase, Program, Subject, catalogue, check, evaluate};
use framelab_eval::value::Value as NixValue;
use framelab_eval::{Evaluator, Heap, Options, engine};
use framelab_workloads::{Manifest, Size, Workload};
use serde_json::Value;

/// Counts by name, each name the path of a field in the statistics.
type Counts = BTreeMap<String, i64>;

/// Fields that do not grow by a fixed amount each time round, or follow from others.
const LEFT_OUT: &[&str] = &["instructions", "peak", "bytes", "created", "stack_growths"];

/// What an engine does for a program of a size.
fn counts(workload: &Workload, size: &Size, engine: &str) -> Counts {
    let program = Program {
        file: workload.folder.join(&workload.program),
        size: size.value,
    };
    let subject = Subject::Counting(engine.to_owned());
    let evaluation =
        evaluate(&subject, &program, Phase::Whole, |work| work()).expect("there is such an engine");
    let answer = evaluation.outcome.expect("it ends well").text;
    assert_eq!(check(Some(&size.answer), &answer), Ok(()));
    let dispatch = evaluation.statistics.dispatch.expect("it counts");
    let dispatch = serde_json::to_value(dispatch).expect("statistics are data");
    let mut counts = Counts::new();
    flatten("", &dispatch, &mut counts);
    counts
}

fn flatten(path: &str, value: &Value, counts: &mut Counts) {
    if let Value::Object(fields) = value {
        for (field, value) in fields {
            let field = match field.as_str() {
                "instructions_by_opcode" => "opcode",
                field => field,
            };
            flatten(&format!("{path} {field}"), value, counts);
        }
    } else {
        let path = path.trim().to_owned();
        let left_out = |word: &str| LEFT_OUT.iter().any(|left_out| word.starts_with(left_out));
        if !path.split(' ').any(left_out) {
            counts.insert(path, value.as_i64().expect("it is a count"));
        }
    }
}

/// What some counts have more than others, by the names that differ.
fn difference(more: &Counts, less: &Counts) -> Counts {
    let of = |counts: &Counts, name: &String| counts.get(name).copied().unwrap_or(0);
    let names = more.keys().chain(less.keys()).cloned();
    let rows = names.map(|name| {
        let count = of(more, &name) - of(less, &name);
        (name, count)
    });
    rows.filter(|(_, count)| *count != 0).collect()
}

/// What a program does each time round on an engine: the difference of two sizes, which has to be the same each time.
fn each_time(workload: &Workload, engine: &str) -> Counts {
    let [few, .., many] = workload.sizes.as_slice() else {
        panic!("{} has two sizes", workload.name)
    };
    let times = many.value - few.value;
    let counts = difference(
        &counts(workload, many, engine),
        &counts(workload, few, engine),
    );
    let each = counts.into_iter().map(|(name, count)| {
        assert_eq!(count % times, 0, "{name} of {} on {engine}", workload.name);
        (name, count / times)
    });
    each.collect()
}

/// What a program does more than the loop, each time round.
fn beyond_the_loop(micro: &Manifest, name: &str, engine: &str) -> Counts {
    let of = |name: &str| each_time(micro.workload(name).expect("it is listed"), engine);
    difference(&of(name), &of("micro-loop"))
}

fn micro() -> Manifest {
    Manifest::load(&catalogue::micro_root()).expect("it is valid")
}

/// What each program is there for, which every engine does once.
const MECHANISMS: &[(&str, &[&str])] = &[
    ("micro-frame-push", &["frames call pushed"]),
    ("micro-call", &["calls lambda"]),
    (
        "micro-capture",
        &["opcode closure", "opcode capture.forced"],
    ),
    ("micro-force-value", &["forces value"]),
    ("micro-force-thunk", &["opcode thunk", "forces thunk"]),
    ("micro-generator", &["operations Any"]),
    (
        "micro-generator-suspended",
        &["operations Any", "calls lambda"],
    ),
    ("micro-select-1", &["opcode select"]),
    ("micro-select-10", &["opcode select"]),
    ("micro-select-100", &["opcode select"]),
    ("micro-select-1000", &["opcode select"]),
    ("micro-select-10000", &["opcode select"]),
    ("micro-update", &["opcode update"]),
];

#[test]
fn every_engine_does_each_mechanism_once_more_than_the_loop() {
    let micro = micro();
    let names = micro.workloads.iter().map(|workload| &workload.name);
    let listed = ["micro-loop"].into_iter();
    let listed = listed.chain(MECHANISMS.iter().map(|(name, _)| *name));
    assert!(names.eq(listed), "each program of the manifest has its row");
    for engine in engine::NAMES {
        for (name, mechanism) in MECHANISMS {
            let counts = beyond_the_loop(&micro, name, engine);
            for count in *mechanism {
                let found = counts.get(*count);
                assert_eq!(found, Some(&1), "{count} of {name} on {engine}: {counts:?}");
            }
        }
    }
}

#[test]
fn sets_are_as_large_as_they_say() {
    let sets = catalogue::micro_root().join("select/sets");
    let mut found = 0;
    for entry in fs::read_dir(&sets).expect("the folder can be listed") {
        let file = entry.expect("the entry can be read").path();
        let heap = Heap::new();
        let mut evaluator = Evaluator::new(&heap, Options::default());
        let text = format!(
            "builtins.length (builtins.attrNames (import {}))",
            file.display()
        );
        let Ok(NixValue::Int(attributes)) = evaluator.eval_str(&text, &sets) else {
            panic!("{} is a set", file.display())
        };
        let name = file.file_stem().expect("it has a name");
        assert_eq!(name.to_str(), Some(attributes.to_string().as_str()));
        found += 1;
    }
    assert_eq!(found, 5);
}

#[test]
fn nothing_else_happens_on_the_default_engine() {
    let expect_beyond = |name: &str, expected: Expect| {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, count) in beyond_the_loop(&micro(), name, engine::NAMES[0]) {
            let (group, last) = path.rsplit_once(' ').expect("a group and a name");
            let row = format!("{count:+} {last}");
            groups.entry(group.to_owned()).or_default().push(row);
        }
        let lines = groups
            .iter()
            .map(|(group, rows)| format!("{group}: {}\n", rows.join(", ")));
        expected.assert_eq(&lines.collect::<String>());
    };
    expect_beyond(
        "micro-frame-push",
        expect![[r"
        calls: +1 lambda, -1 tail
        frames call: +1 popped, +1 pushed, +1 resumed, +1 suspended
        opcode: +1 call, -1 call.tail, +1 not, +1 return
    "]],
    );
    expect_beyond(
        "micro-call",
        expect![[r"
        calls: +1 lambda
        forces: +2 value
        frames call: +1 popped, +1 pushed, +1 resumed, +1 suspended
        opcode: +1 call, +1 capture.forced, +1 local.forced, +1 return
    "]],
    );
    expect_beyond(
        "micro-capture",
        expect![[r"
        calls: +1 lambda
        forces: +1 value
        frames call: +1 popped, +1 pushed, +1 resumed, +1 suspended
        opcode: +1 call, +1 capture.forced, +1 closure, +1 return
    "]],
    );
    expect_beyond(
        "micro-force-value",
        expect![[r"
        forces: +1 value
        opcode: +1 capture.forced, -1 constant
    "]],
    );
    expect_beyond(
        "micro-force-thunk",
        expect![[r"
        forces: +1 thunk
        frames call: +1 resumed, +1 suspended
        frames thunk: +1 popped, +1 pushed
        opcode: +1 constant, +1 local.forced, +1 return, +1 sub, +1 thunk
    "]],
    );
    expect_beyond(
        "micro-generator",
        expect![[r"
            calls: +1 builtin
            forces: +1 value
            frames call: +1 resumed, +1 suspended
            frames traversal: +1 popped, +1 pushed
            opcode: +1 call, +1 capture.forced, +2 constant, +1 jump.false
            operations: +1 Any
        "]],
    );
    expect_beyond(
        "micro-generator-suspended",
        expect![[r"
            calls: +1 builtin, +1 lambda
            forces: +1 value
            frames call: +1 popped, +1 pushed, +1 resumed, +1 suspended
            frames traversal: +1 popped, +1 pushed, +1 resumed, +1 suspended
            opcode: +1 call, +1 capture, +1 capture.forced, +2 constant, +1 jump.false, +1 return
            operations: +1 Any
        "]],
    );
    expect_beyond(
        "micro-select-1",
        expect![[r"
        forces: +2 value
        opcode: +1 capture.forced, -1 constant, +1 select
    "]],
    );
    expect_beyond(
        "micro-select-10000",
        expect![[r"
        forces: +2 value
        opcode: +1 capture.forced, -1 constant, +1 select
    "]],
    );
    expect_beyond(
        "micro-update",
        expect![[r"
        forces: +3 value
        opcode: +2 capture.forced, -1 constant, +1 select, +1 update
    "]],
    );
}
