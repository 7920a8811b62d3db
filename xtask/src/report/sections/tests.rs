//! Sections made of figures by hand: two engines, two sizes, the second engine twice as dear.

use std::path::PathBuf;

use framelab_workloads::{PreparedProgram, Size, Workload};

use super::super::data::{
    Counted, EngineData, FirstRun, Objects, Rounds, SizeData, SizedProgram, Statistics,
    WorkloadData,
};
use super::super::model::{AllocatorUse, Cell, CostKind, Operation, Source};
use super::*;

fn size(name: &str, value: i64) -> Size {
    Size {
        name: name.to_owned(),
        value,
        answer: "1".to_owned(),
    }
}

fn workload() -> Workload {
    Workload {
        name: "hand-made".to_owned(),
        stresses: "Nothing.".to_owned(),
        resembles: "Nothing.".to_owned(),
        size_is_work: true,
        is_large: false,
        sizes: vec![size("small", 10), size("large", 1000)],
        default_size: size("large", 1000),
        quick_size: size("small", 10),
        folder: PathBuf::new(),
        program: String::new(),
        generator: None,
    }
}

/// So many instructions, half as many forces, a quarter as many calls, ten heap bytes an instruction.
fn counted(instructions: u64, native_stack: u64) -> Cell<Counted> {
    let mut statistics = Statistics::default();
    statistics.dispatch.instructions = instructions;
    statistics.dispatch.peak_native_stack_bytes = native_stack;
    statistics
        .dispatch
        .forces
        .insert("value".to_owned(), instructions / 2);
    statistics
        .dispatch
        .calls
        .insert("lambda".to_owned(), instructions / 4);
    let thunks = Objects {
        objects: instructions,
        bytes: 10 * instructions,
    };
    statistics.heap.kinds.insert("thunk".to_owned(), thunks);
    Cell::Measured(Counted {
        statistics,
        allocator: Some(AllocatorUse {
            calls: 1,
            bytes: 100,
            peak_bytes: 100,
        }),
    })
}

fn engine(name: &str, factor: u64, stack: [u64; 2]) -> EngineData {
    let at = |work: u64, native_stack| SizeData {
        counted: counted(work * factor, native_stack),
        machine_instructions: Cell::Measured(30 * work * factor * factor),
        cpu_nanoseconds: Some(work as f64),
    };
    let rounds = Rounds {
        round: vec![0, 1],
        wall: vec![2.0 * factor as f64, 4.0 * factor as f64],
        cpu: vec![2.0 * factor as f64, 4.0 * factor as f64],
        parse: vec![1.0, 1.0],
        compile: vec![1.0, 1.0],
        ..Rounds::default()
    };
    EngineData {
        engine: name.to_owned(),
        sizes: vec![at(100, stack[0]), at(10_000, stack[1])],
        rounds: Cell::Measured(rounds),
        first: Cell::Measured(FirstRun {
            wall_nanoseconds: 9.0,
            cpu_nanoseconds: 8.0,
            peak_resident_bytes: None,
        }),
    }
}

fn data(workload: &Workload) -> WorkloadData<'_> {
    let program = |size: &Size| SizedProgram {
        size: size.clone(),
        prepared: PreparedProgram {
            program: PathBuf::new(),
            argument: size.value,
            answer: size.answer.clone(),
        },
    };
    WorkloadData {
        workload,
        sizes: workload.sizes.iter().map(program).collect(),
        main: 1,
        ablation: 0,
        sampled: 0,
        engines: vec![
            engine("frame-stack", 1, [500, 600]),
            engine("trampoline", 2, [500, 50_000]),
        ],
        ablations: Vec::new(),
    }
}

fn close(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-9)
}

#[test]
fn more_work_times_dearer_work_is_the_ratio() {
    let workload = workload();
    let data = [data(&workload)];
    let measurements = Measurements {
        workloads: &data,
        baseline: 1,
    };
    let section = per_operation::build(measurements, Source::default());
    let found = section.rows[0].cells[0].measured().expect("it was counted");
    assert_eq!((found.forces, found.calls), (5000, 2500));
    let machine = &found.costs[0];
    assert_eq!(machine.kind, CostKind::MachineInstructions);
    assert!(close(machine.ratio, 0.25));
    for share in &machine.shares {
        assert!(close(share.more_work, 0.5), "{share:?}");
        assert!(close(share.dearer_work, 0.5), "{share:?}");
    }
    let per_force = &machine.shares[1];
    assert_eq!(per_force.operation, Operation::Force);
    assert_eq!(per_force.per_operation, 60.0);
}

#[test]
fn machine_instructions_compare_at_the_largest_size_that_all_have() {
    let workload = workload();
    let mut data = [data(&workload)];
    data[0].engines[1].sizes[1].machine_instructions = Cell::default();
    let measurements = Measurements {
        workloads: &data,
        baseline: 1,
    };
    let times = times::build(measurements, Source::default());
    let section = summary::build(measurements, &times, Source::default());
    let found = section.rows[0].cells[0].measured().expect("it was timed");
    assert_eq!(found.machine_instructions, Some(3000));
    assert_eq!(found.machine_instructions_size.as_deref(), Some("small"));
    assert!(close(found.machine_instructions_ratio, 0.25));
    assert!(close(found.heap_bytes_ratio, 0.5));
    assert!(close(found.wall_time_ratio.map(|ratio| ratio.median), 0.5));
    assert!(close(section.means[0].machine_instructions_ratio, 0.25));
    let [trampoline, generator] = &section.targets[..] else {
        panic!("two promises");
    };
    assert_eq!(trampoline.holds, Some(true));
    assert_eq!(generator.holds, None);
}

#[test]
fn native_stack_that_grows_is_told_from_one_that_does_not() {
    let workload = workload();
    let data = [data(&workload)];
    let measurements = Measurements {
        workloads: &data,
        baseline: 1,
    };
    let section = scaling::build(measurements, Source::default());
    let [flat, growing] = &section.native_stack[..] else {
        panic!("two engines");
    };
    assert_eq!((flat.grows, flat.most_bytes), (Some(false), 600));
    assert_eq!((growing.grows, growing.most_bytes), (Some(true), 50_000));
    assert_eq!(growing.grows_on, ["hand-made"]);
    let fits = &section.rows[0].engines[0].fits;
    assert!(close(
        fits.dispatched_instructions.map(|fit| fit.exponent),
        1.0
    ));
    assert!(close(
        fits.machine_instructions.map(|fit| fit.exponent),
        1.0
    ));
}

#[test]
fn an_engine_that_failed_is_told_and_left_out_of_its_means() {
    let workload = workload();
    let mut data = [data(&workload)];
    let overflow = || "error: too deep".to_owned();
    data[0].engines[1].sizes[1].counted = Cell::Failed(overflow());
    data[0].engines[1].rounds = Cell::Failed(overflow());
    let measurements = Measurements {
        workloads: &data,
        baseline: 1,
    };
    let times = times::build(measurements, Source::default());
    let section = summary::build(measurements, &times, Source::default());
    assert_eq!(section.rows[0].cells[1], Cell::Failed(overflow()));
    assert_eq!(
        (section.means[0].answered, section.means[1].answered),
        (1, 0)
    );
    assert_eq!(section.means[0].wall_time_ratio, None);
    assert!(close(section.means[0].machine_instructions_ratio, 0.25));
    let scaling = scaling::build(measurements, Source::default());
    assert_eq!(scaling.native_stack[1].failed_on, ["hand-made"]);
}
