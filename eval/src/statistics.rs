//! What an evaluation did and took, as `--stats` prints it; `docs/statistics.md` describes the fields.

use crate::bytecode::Opcode;
use crate::engine::Engine;
use crate::heap::ObjectKind;
use crate::kernel::reentrant::Reentrant;
use crate::probe::{Counters, FrameKind, RequestKind};
use crate::runtime::Runtime;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::time::Duration;

/// The version of the JSON form: it grows whenever a field changes its meaning or goes.
pub const FORMAT: u32 = 1;

/// Everything that is known about one evaluation.
#[derive(Clone, Debug, Serialize)]
pub struct Statistics {
    /// [`FORMAT`]
    pub format: u32,
    /// The engine's name.
    pub engine: &'static str,
    /// Times in nanoseconds.
    pub time: Times,
    /// What was read.
    pub source: SourceStatistics,
    /// What was allocated in the arena.
    pub heap: HeapStatistics,
    /// What the engine did; absent unless it counted.
    pub dispatch: Option<Dispatch>,
    /// Names interned.
    pub symbols: u64,
    /// The most memory the process had at once, in bytes; absent where the system does not say.
    pub peak_memory_bytes: Option<u64>,
}

/// Where the time went, in nanoseconds of wall time.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Times {
    /// Parsing.
    pub parse: u64,
    /// Lowering the syntax tree.
    pub lower: u64,
    /// Compiling to bytecode.
    pub compile: u64,
    /// Evaluating, without the front end that imports need.
    pub evaluate: u64,
    /// Everything from the start of the process to the result, printing included.
    pub total: u64,
}

/// What was read.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct SourceStatistics {
    /// Sources: files and texts.
    pub count: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Objects and bytes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct ObjectStatistics {
    /// Number of objects.
    pub objects: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// What was allocated in the arena.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeapStatistics {
    /// Bytes taken from the system.
    pub bytes: u64,
    /// The limit in bytes; absent without one.
    pub limit: Option<u64>,
    /// Number of objects of all kinds.
    pub objects: u64,
    /// Objects and bytes by kind.
    pub kinds: BTreeMap<&'static str, ObjectStatistics>,
}

/// What the engine did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Dispatch {
    /// Instructions, one that runs again after a force counted twice.
    pub instructions: u64,
    /// Instructions by mnemonic; those that never ran are left out.
    pub instructions_by_opcode: BTreeMap<&'static str, u64>,
    /// Frames by kind.
    pub frames: BTreeMap<&'static str, u64>,
    /// Frames taken over by tail calls.
    pub tail_calls: u64,
    /// Most frames at once.
    pub peak_frame_depth: u64,
    /// Re-entrant operations by name; those that never ran are left out.
    pub operations: BTreeMap<String, u64>,
    /// Generators allocated; the others came from the pool.
    pub generators_created: u64,
    /// Generators that ended without suspending.
    pub generators_unsuspended: u64,
    /// Suspensions by request.
    pub requests: BTreeMap<&'static str, u64>,
}

impl Dispatch {
    fn new(counters: &Counters) -> Self {
        let ran = |count: &u64| *count > 0;
        Self {
            instructions: counters.instructions.iter().sum(),
            instructions_by_opcode: Opcode::ALL
                .iter()
                .map(|&opcode| (opcode.mnemonic(), counters.instructions[opcode as usize]))
                .filter(|(_, count)| ran(count))
                .collect(),
            frames: FrameKind::ALL
                .iter()
                .map(|&kind| (kind.name(), counters.frames[kind as usize]))
                .collect(),
            tail_calls: counters.tail_calls,
            peak_frame_depth: counters.peak_depth,
            operations: Reentrant::ALL
                .iter()
                .map(|&op| (format!("{op:?}"), counters.operations[op as usize]))
                .filter(|(_, count)| ran(count))
                .collect(),
            generators_created: counters.generators_created,
            generators_unsuspended: counters.generators_unsuspended,
            requests: RequestKind::ALL
                .iter()
                .map(|&kind| (kind.name(), counters.requests[kind as usize]))
                .collect(),
        }
    }
}

impl Statistics {
    /// The statistics of an evaluation that took `evaluate` apart from the front end, `total` with everything.
    pub fn new<'h>(
        runtime: &Runtime<'h>,
        engine: &dyn Engine<'h>,
        evaluate: Duration,
        total: Duration,
    ) -> Self {
        let front_end = runtime.front_end.get();
        let heap = runtime.heap;
        let kinds: BTreeMap<_, _> = ObjectKind::ALL
            .iter()
            .map(|&kind| {
                let count = heap.count(kind);
                let statistics = ObjectStatistics {
                    objects: count.objects,
                    bytes: count.bytes,
                };
                (kind.name(), statistics)
            })
            .collect();
        Self {
            format: FORMAT,
            engine: engine.name(),
            time: Times {
                parse: front_end.parse_nanoseconds,
                lower: front_end.lower_nanoseconds,
                compile: front_end.compile_nanoseconds,
                evaluate: nanoseconds(evaluate),
                total: nanoseconds(total),
            },
            source: SourceStatistics {
                count: runtime.sources.count() as u64,
                bytes: runtime.sources.bytes() as u64,
            },
            heap: HeapStatistics {
                bytes: heap.bytes() as u64,
                limit: (heap.limit() != usize::MAX).then_some(heap.limit() as u64),
                objects: kinds.values().map(|kind| kind.objects).sum(),
                kinds,
            },
            dispatch: engine.counters().map(Dispatch::new),
            symbols: runtime.symbols.count() as u64,
            peak_memory_bytes: peak_memory(),
        }
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The most memory this process had at once, as Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The statistics as a table for people.
impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |nanoseconds: u64| nanoseconds as f64 / 1e6;
        let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let time = &self.time;
        writeln!(f, "engine            {}", self.engine)?;
        writeln!(
            f,
            "sources           {} ({} bytes)",
            self.source.count, self.source.bytes
        )?;
        for (name, nanoseconds) in [
            ("parse", time.parse),
            ("lower", time.lower),
            ("compile", time.compile),
            ("evaluate", time.evaluate),
            ("total", time.total),
        ] {
            let label = format!("{name} time");
            writeln!(f, "{label:<17} {:.3} ms", milliseconds(nanoseconds))?;
        }
        writeln!(f, "heap              {:.1} MiB", mebibytes(self.heap.bytes))?;
        if let Some(bytes) = self.peak_memory_bytes {
            writeln!(f, "peak memory       {:.1} MiB", mebibytes(bytes))?;
        }
        writeln!(f, "objects           {}", self.heap.objects)?;
        for (kind, count) in &self.heap.kinds {
            writeln!(f, "  {kind:<15} {} ({} bytes)", count.objects, count.bytes)?;
        }
        writeln!(f, "symbols           {}", self.symbols)?;
        match &self.dispatch {
            Some(dispatch) => dispatch.fmt(f),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Dispatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn table<K: AsRef<str>>(
            f: &mut fmt::Formatter<'_>,
            counts: &BTreeMap<K, u64>,
        ) -> fmt::Result {
            let mut rows: Vec<_> = counts.iter().collect();
            rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            for (name, count) in rows {
                writeln!(f, "  {:<23} {count}", name.as_ref())?;
            }
            Ok(())
        }
        writeln!(f, "instructions      {}", self.instructions)?;
        table(f, &self.instructions_by_opcode)?;
        writeln!(f, "frames            {}", self.frames.values().sum::<u64>())?;
        table(f, &self.frames)?;
        writeln!(f, "tail calls        {}", self.tail_calls)?;
        writeln!(f, "peak frame depth  {}", self.peak_frame_depth)?;
        writeln!(
            f,
            "operations        {}",
            self.operations.values().sum::<u64>()
        )?;
        table(f, &self.operations)?;
        writeln!(f, "generators        {} created", self.generators_created)?;
        writeln!(
            f,
            "  unsuspended             {}",
            self.generators_unsuspended
        )?;
        writeln!(
            f,
            "requests          {}",
            self.requests.values().sum::<u64>()
        )?;
        table(f, &self.requests)
    }
}
