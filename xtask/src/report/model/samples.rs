//! A small report for tests: one workload that grows, on two engines, the second of which fails at the largest size.

use super::*;
use crate::gate::fingerprint::Fingerprint;
use crate::gate::noise::{Layouts, Noise, Planted, Trials};
use crate::host::{Host, Revision};
use crate::statistics::Distribution;

fn distribution(samples: &[f64]) -> Distribution {
    Distribution::of(samples).expect("there are samples")
}

fn tally(name: &str, count: u64) -> Tally {
    Tally {
        name: name.to_owned(),
        count,
    }
}

fn source(command: &str) -> Source {
    Source {
        commands: vec![command.to_owned()],
        notes: vec!["Measured for a test.".to_owned()],
        missing_tools: Vec::new(),
    }
}

fn estimate(median: f64) -> Estimate {
    // Few digits: these read back as they are written.
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    Estimate {
        median,
        lower: rounded(median * 0.9),
        upper: rounded(median * 1.1),
        confidence: 0.96,
        rounds: 9,
    }
}

fn row<T: Clone>(one: T, two: T) -> Vec<Row<T>> {
    vec![
        Row {
            workload: "fib".to_owned(),
            cells: vec![Cell::Measured(one), Cell::Measured(two.clone())],
        },
        Row {
            workload: "depth".to_owned(),
            cells: vec![
                Cell::Measured(two),
                Cell::Failed("error: stack overflow".to_owned()),
            ],
        },
    ]
}

fn relative(ratio: f64) -> Relative {
    Relative {
        wall_nanoseconds: 5e6 * ratio,
        cpu_nanoseconds: 4e6 * ratio,
        machine_instructions: Some((2e7 * ratio) as u64),
        machine_instructions_size: Some("small".to_owned()),
        wall_time_ratio: Some(estimate(ratio)),
        cpu_time_ratio: Some(estimate(ratio)),
        machine_instructions_ratio: Some(ratio),
        dispatched_instructions_ratio: Some(ratio),
        heap_bytes_ratio: Some(ratio),
    }
}

fn summary() -> Summary {
    let mean = |engine: &str, ratio| Mean {
        engine: engine.to_owned(),
        answered: 2,
        wall_time_ratio: Some(ratio),
        cpu_time_ratio: Some(ratio),
        machine_instructions_ratio: Some(ratio),
        dispatched_instructions_ratio: Some(ratio),
        heap_bytes_ratio: Some(ratio),
    };
    Summary {
        source: source("cargo xtask report"),
        rows: row(relative(0.5), relative(1.0)),
        means: vec![mean("one", 0.5), mean("two", 1.0)],
        targets: vec![Target {
            engine: "one".to_owned(),
            other: "two".to_owned(),
            machine_instructions_ratio: Cell::Measured(0.5),
            at_most: 1.0,
            holds: Some(true),
        }],
    }
}

/// Three runs of 4 to 6 milliseconds, 2 of them in the front end.
fn times(ratio: f64) -> Times {
    let wall_nanoseconds = distribution(&[4e6 * ratio, 5e6 * ratio, 6e6 * ratio]);
    Times {
        cpu_nanoseconds: wall_nanoseconds.clone(),
        wall_nanoseconds,
        wall_time_ratio: Some(estimate(ratio)),
        cpu_time_ratio: Some(estimate(ratio)),
        first_wall_nanoseconds: 9e6,
        first_cpu_nanoseconds: 8e6,
        peak_resident_bytes: Some(3 << 20),
        front_end: FrontEnd {
            sources: 3,
            source_bytes: 2048,
            parse_nanoseconds: distribution(&[1.25e6]),
            compile_nanoseconds: distribution(&[0.75e6]),
        },
    }
}

/// A hundred instructions in ten frames.
pub fn dispatch() -> Dispatch {
    Dispatch {
        instructions: 100,
        instructions_by_opcode: vec![tally("call", 60), tally("return", 40)],
        frames: vec![FrameTally {
            name: "call".to_owned(),
            pushed: 10,
            popped: 10,
            suspended: 4,
            resumed: 4,
        }],
        peak_frame_depth: 4,
        peak_native_stack_bytes: 1000,
        calls: vec![tally("lambda", 20), tally("builtin", 5)],
        forces: vec![tally("value", 40), tally("thunk", 10)],
        operations: vec![tally("Filter", 2)],
        requests: vec![tally("force", 5)],
        generators_created: 1,
        generators_finished: 2,
        generators_unsuspended: 1,
        bounces: 3,
        continuations: 3,
    }
}

fn allocation() -> Allocation {
    Allocation {
        heap_objects: 8,
        heap_bytes: 400,
        heap_by_kind: vec![HeapTally {
            kind: "thunk".to_owned(),
            objects: 8,
            bytes: 400,
        }],
        arena_bytes: 512,
        beside_arena: vec![Peripheral {
            kind: "generator".to_owned(),
            objects: 1,
            bytes: 96,
        }],
        allocator: Some(AllocatorUse {
            calls: 12,
            bytes: 4096,
            peak_bytes: 2048,
        }),
    }
}

fn per_operation(ratio: f64) -> PerOperation {
    let share = |operation, per_operation| Share {
        operation,
        per_operation,
        more_work: Some(1.0),
        dearer_work: Some(ratio),
    };
    let cost = |kind| Cost {
        kind,
        total: (1000.0 * ratio) as u64,
        ratio: Some(ratio),
        shares: vec![
            share(Operation::DispatchedInstruction, 10.0 * ratio),
            share(Operation::Force, 20.0 * ratio),
            share(Operation::Call, 40.0 * ratio),
        ],
    };
    PerOperation {
        size_name: "small".to_owned(),
        size: 18,
        dispatched_instructions: 100,
        forces: 50,
        calls: 25,
        costs: CostKind::ALL.map(cost).to_vec(),
    }
}

fn scaling() -> ScalingSection {
    let point = |size: i64, stack: u64| {
        Cell::Measured(Point {
            size_name: format!("s{size}"),
            size,
            work: size as f64,
            cpu_nanoseconds: Some(1e6 * size as f64),
            dispatched_instructions: 100 * size as u64,
            machine_instructions: Some(900 * size as u64),
            heap_bytes: 400 * size as u64,
            native_stack_bytes: stack,
        })
    };
    let fit = |exponent| {
        Some(Fit {
            exponent,
            intercept: 2.0,
            standard_error: Some(0.01),
            r_squared: Some(0.999),
            points: 4,
        })
    };
    let engine = |engine: &str, points, grows| EngineScaling {
        engine: engine.to_owned(),
        points,
        fits: Fits {
            cpu_nanoseconds: fit(1.02),
            dispatched_instructions: fit(1.0),
            machine_instructions: fit(1.01),
            heap_bytes: fit(1.0),
            native_stack_bytes: fit(if grows { 1.0 } else { 0.0 }),
        },
        native_stack: Some(StackGrowth {
            smallest_bytes: 1000,
            largest_bytes: if grows { 100_000 } else { 1000 },
            grows,
        }),
    };
    let flat = vec![
        point(1, 1000),
        point(10, 1000),
        point(100, 1000),
        point(1000, 1000),
    ];
    let growing = vec![
        point(1, 1000),
        point(10, 10_000),
        point(100, 100_000),
        Cell::Failed("error: stack overflow".to_owned()),
    ];
    let verdict = |engine: &str, grows: bool| StackVerdict {
        engine: engine.to_owned(),
        grows: Some(grows),
        grows_on: if grows {
            vec!["depth".to_owned()]
        } else {
            Vec::new()
        },
        most_bytes: 100_000,
        failed_on: if grows {
            vec!["depth".to_owned()]
        } else {
            Vec::new()
        },
    };
    ScalingSection {
        source: source("cargo xtask report"),
        rows: ["fib", "depth"]
            .map(|workload| ScalingRow {
                workload: workload.to_owned(),
                work_measure: WorkMeasure::Size,
                engines: vec![
                    engine("one", flat.clone(), false),
                    engine("two", growing.clone(), true),
                ],
            })
            .to_vec(),
        native_stack: vec![verdict("one", false), verdict("two", true)],
    }
}

fn ablation() -> AblationSection {
    let ablation = |name: &str, ratio: f64| Ablation {
        name: name.to_owned(),
        description: "Every force takes the long way.".to_owned(),
        rows: ["fib", "depth"]
            .map(|workload| AblationRow {
                workload: workload.to_owned(),
                cell: Cell::Measured(AblationCost {
                    machine_instructions_ratio: Some(ratio),
                    cpu_time_ratio: Some(estimate(ratio)),
                    heap_bytes_ratio: Some(1.0),
                    allocator_calls_ratio: Some(1.0),
                }),
            })
            .to_vec(),
        machine_instructions_ratio: Some(ratio),
        cpu_time_ratio: Some(ratio),
        heap_bytes_ratio: Some(1.0),
        allocator_calls_ratio: Some(1.0),
    };
    AblationSection {
        source: source("cargo xtask report"),
        engine: "one".to_owned(),
        ablations: vec![ablation("inline-force", 1.3), ablation("tail-calls", 1.05)],
    }
}

fn gate() -> Noise {
    let text = "seventeen characters";
    Noise {
        schema_version: 1,
        command: "cargo xtask gate --self-test".to_owned(),
        date_utc: "2026-01-02T03:04:05Z".to_owned(),
        revision: Revision {
            commit: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            dirty: false,
        },
        fingerprint: Fingerprint {
            rustc: text.to_owned(),
            target: text.to_owned(),
            target_features: text.to_owned(),
            rustflags: String::new(),
            profile: text.to_owned(),
            allocator: text.to_owned(),
            libc: text.to_owned(),
            valgrind: text.to_owned(),
            cpu_features: text.to_owned(),
        },
        benchmarks: vec!["whole/fib/frame-stack/tiny".to_owned()],
        layouts: Layouts { builds: 4, runs: 5 },
        floor_percent: 0.001,
        floor_benchmark: "whole/fib/frame-stack/tiny".to_owned(),
        threshold_percent: 0.1,
        same_source: Trials {
            trials: 20,
            alarms: 0,
        },
        plants: vec![Planted {
            name: "1 % in one opcode's handler".to_owned(),
            change_percent: 1.02,
            benchmark: "whole/fib/frame-stack/tiny".to_owned(),
            exponent_change: 0.0,
            found: Trials {
                trials: 20,
                alarms: 20,
            },
            guilty_first: 20,
            function: "framelab_eval::engine::frame_stack::execute::dispatch".to_owned(),
        }],
    }
}

fn representativeness() -> RepresentativenessSection {
    let mix = Mix {
        values: Some(180.0),
        environments: Some(110.0),
        calls: Some(100.0),
        thunks: Some(60.0),
        updates: Some(10.0),
        selections: Some(50.0),
    };
    let entry = |workload: &str, distance| Representativeness {
        workload: workload.to_owned(),
        counted: Some(mix),
        per_100_calls: mix,
        distance: Some(distance),
        near: distance < 0.7,
    };
    RepresentativenessSection {
        source: source("cargo xtask report"),
        correspondence: vec![Correspondence {
            published: "values".to_owned(),
            ours: "thunks and lists".to_owned(),
            differs: "small values are not allocated".to_owned(),
        }],
        reference: mix,
        reference_per_100_calls: mix,
        workloads: vec![entry("fib", 1.5), entry("depth", 0.4)],
        all: entry("all", 0.6),
    }
}

/// The report.
pub fn report() -> Report {
    let workload = |name: &str| WorkloadEntry {
        name: name.to_owned(),
        stresses: "Call rate.".to_owned(),
        size_name: "tiny".to_owned(),
        size: 18,
        answer: "2584".to_owned(),
    };
    Report {
        schema_version: SCHEMA_VERSION,
        varying_fields: Vec::new(),
        mode: Mode::Quick,
        provenance: Provenance {
            command: "cargo xtask report --quick".to_owned(),
            date_utc: "2026-01-02T03:04:05Z".to_owned(),
            revision: Revision {
                commit: None,
                dirty: false,
            },
            host: Host::detect(&framelab_benches::build::Build::of_this_binary()),
        },
        engines: vec!["one".to_owned(), "two".to_owned()],
        baseline: "two".to_owned(),
        workloads: vec![workload("fib"), workload("depth")],
        summary: summary(),
        times: TimeSection {
            source: source("cargo xtask report"),
            rows: row(times(0.5), times(1.0)),
        },
        dispatch: DispatchSection {
            source: source("cargo xtask report"),
            rows: row(dispatch(), dispatch()),
        },
        allocation: AllocationSection {
            source: source("cargo xtask report"),
            rows: row(allocation(), allocation()),
        },
        per_operation: PerOperationSection {
            source: source("cargo xtask report"),
            rows: row(per_operation(0.5), per_operation(1.0)),
        },
        scaling: scaling(),
        ablation: ablation(),
        flamegraphs: FlamegraphSection {
            source: source("cargo xtask report"),
            graphs: vec![Flamegraph {
                workload: "fib".to_owned(),
                engine: "one".to_owned(),
                file: "flamegraphs/fib-one.svg".to_owned(),
                svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>".to_owned(),
            }],
        },
        representativeness: representativeness(),
        gate: Some(gate()),
    }
}
