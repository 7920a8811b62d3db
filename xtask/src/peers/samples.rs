//! A comparison as one might come out, for tests.

use framelab_workloads::Manifest;

use super::contest::{CALL_SIZE, DEPTH};
use super::memory::Memory;
use super::model::{
    Build, Call, Comparison, Cost, Depth, Engines, EnginesRow, Program, Repeated, SCHEMA_VERSION,
};
use crate::host::Provenance;
use crate::process::Usage;
use crate::report::model::{Cell, Mode};
use crate::workspace;

/// One run.
pub fn usage(cpu_milliseconds: u64, peak_mebibytes: u64) -> Usage {
    Usage {
        wall_nanoseconds: cpu_milliseconds * 1_000_000,
        cpu_nanoseconds: cpu_milliseconds * 1_000_000,
        system_nanoseconds: 0,
        peak_resident_bytes: peak_mebibytes << 20,
    }
}

/// What both took, one run each.
pub fn cost(ours: Usage, theirs: Usage) -> Cost {
    Cost::of(&[ours], &[theirs]).expect("both ran")
}

/// All workloads, 0.4 of Nix in time and 0.6 in memory; all limits are met.
pub fn comparison() -> Comparison {
    let manifest = Manifest::bundled().expect("it is valid");
    let program = |workload: &framelab_workloads::Workload| Program {
        workload: workload.name.clone(),
        size_name: workload.default_size.name.clone(),
        size: workload.default_size.value,
        cost: cost(usage(40, 60), usage(100, 100)),
        memory: Memory::default(),
    };
    let repeated = || Repeated {
        rounds: 1,
        cost: cost(usage(1, 9), usage(10, 20)),
    };
    let lua = [usage(300, 2)];
    Comparison {
        schema_version: SCHEMA_VERSION,
        provenance: Provenance {
            command: "cargo xtask peers --write".to_owned(),
            ..Provenance::detect(
                workspace::root(),
                &framelab_benches::build::Build::of_this_binary(),
            )
        },
        build: Build::Guided,
        framelab_version: "framelab 0.1.0".to_owned(),
        nix_version: "nix-instantiate (Nix) 2.34.8".to_owned(),
        pinned_core: Some(1),
        mode: Mode::Full,
        left_out: Vec::new(),
        rounds: 1,
        programs: manifest.workloads.iter().map(program).collect(),
        start_up: repeated(),
        front_end: repeated(),
        call: Call::of(
            CALL_SIZE,
            &[usage(300, 10)],
            &[usage(1200, 30)],
            Ok(("Lua 5.4.4", &lua)),
        )
        .map_or_else(Cell::default, Cell::Measured),
        depth: Depth::of(DEPTH, "f".to_owned(), &[usage(2000, 1200)])
            .map_or_else(Cell::default, Cell::Measured),
        engines: Cell::Measured(Engines {
            engine: "frame-stack".to_owned(),
            other: "trampoline".to_owned(),
            rows: vec![EnginesRow {
                workload: "fib".to_owned(),
                size_name: "small".to_owned(),
                size: 26,
                machine_instructions: 70,
                other_machine_instructions: 100,
                ratio: 0.7,
            }],
            ratio: 0.7,
        }),
    }
}
