//! What an evaluation did and took, as `--stats` prints it; `docs/statistics.md` describes the fields.

use crate::bytecode::Opcode;
use crate::engine::Engine;
use crate::heap::{Count, Heap, ObjectKind};
use crate::kernel::reentrant::Reentrant;
use crate::probe::{Allocations, CalleeKind, Counters, Found, FrameEvent, FrameKind, RequestKind};
use crate::runtime::Runtime;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::time::Duration;

/// The version of the JSON form: it grows whenever a field changes its meaning or goes.
pub const FORMAT: u32 = 4;

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
    /// What was allocated.
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
    /// Parsing and lowering.
    pub parse: u64,
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

/// What was allocated.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeapStatistics {
    /// Bytes that the arena took from the system.
    pub bytes: u64,
    /// The limit in bytes; absent without one.
    pub limit: Option<u64>,
    /// Number of objects of all kinds in the arena; absent unless the build counts them.
    pub objects: Option<u64>,
    /// Objects and bytes in the arena by kind; empty unless the build counts them.
    pub kinds: BTreeMap<&'static str, ObjectStatistics>,
    /// What the engine took from the allocator beside the arena, by kind; empty unless it counted.
    pub beside: BTreeMap<&'static str, ObjectStatistics>,
}

impl HeapStatistics {
    fn new(heap: &Heap, counters: Option<&Counters>) -> Self {
        let counts = heap.counts();
        let in_arena = counts.iter().flat_map(|counts| {
            let row = |&kind: &ObjectKind| (kind.name(), counts[kind as usize].into());
            ObjectKind::ALL.iter().map(row)
        });
        let beside = |counters: &Counters| {
            BTreeMap::from([
                ("generator", counters.generators.into()),
                ("continuation", counters.continuations.into()),
                ("frame growth", counters.stack_growths.into()),
            ])
        };
        Self {
            bytes: heap.bytes() as u64,
            limit: (heap.limit() != usize::MAX).then_some(heap.limit() as u64),
            objects: counts.map(|counts| counts.iter().map(|count| count.objects).sum()),
            kinds: in_arena.collect(),
            beside: counters.map(beside).unwrap_or_default(),
        }
    }
}

/// Counts by name.
pub type Counts<K = &'static str> = BTreeMap<K, u64>;

/// What the engine did. Maps leave out what never happened.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Dispatch {
    /// Instructions, one that runs again after a force counted twice.
    pub instructions: u64,
    /// Instructions by mnemonic.
    pub instructions_by_opcode: Counts,
    /// What happened to frames, by kind and event.
    pub frames: BTreeMap<&'static str, Counts>,
    /// Calls, by what is called.
    pub calls: Counts,
    /// Forces, by what they found.
    pub forces: Counts,
    /// Most frames at once.
    pub peak_frame_depth: u64,
    /// Most bytes of native stack at once, below where the engine was entered.
    pub peak_native_stack_bytes: u64,
    /// Re-entrant operations by name.
    pub operations: Counts<String>,
    /// Generators.
    pub generators: GeneratorStatistics,
    /// What generators asked for.
    pub requests: Counts,
    /// Returns to the trampoline to have a frame entered.
    pub bounces: u64,
    /// Continuations boxed.
    pub continuations: ObjectStatistics,
    /// Growths of the frame stack and the value stack.
    pub stack_growths: ObjectStatistics,
}

/// What became of generators.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct GeneratorStatistics {
    /// Those allocated; the others were taken from a pool.
    pub created: u64,
    /// Bytes of those allocated.
    pub bytes: u64,
    /// Those that ended, allocated or pooled.
    pub finished: u64,
    /// Those that ended without suspending.
    pub unsuspended: u64,
}

/// The counts of all kinds that happened.
fn happened<K: Ord>(counts: impl IntoIterator<Item = (K, u64)>) -> Counts<K> {
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

impl From<Count> for ObjectStatistics {
    fn from(count: Count) -> Self {
        Self {
            objects: count.objects,
            bytes: count.bytes,
        }
    }
}

impl From<Allocations> for ObjectStatistics {
    fn from(allocations: Allocations) -> Self {
        Self {
            objects: allocations.count,
            bytes: allocations.bytes,
        }
    }
}

impl Dispatch {
    fn new(counters: &Counters) -> Self {
        let events = |kind: FrameKind| {
            let event = |&event: &FrameEvent| (event.name(), counters.frames_of(kind, event));
            happened(FrameEvent::ALL.iter().map(event))
        };
        let opcode = |&code: &Opcode| (code.mnemonic(), counters.instructions[code as usize]);
        let callee = |&kind: &CalleeKind| (kind.name(), counters.calls[kind as usize]);
        let found = |&found: &Found| (found.name(), counters.forces[found as usize]);
        let request = |&kind: &RequestKind| (kind.name(), counters.requests[kind as usize]);
        let operation = |&op: &Reentrant| (format!("{op:?}"), counters.operations[op as usize]);
        Self {
            instructions: counters.instructions.iter().sum(),
            instructions_by_opcode: happened(Opcode::ALL.iter().map(opcode)),
            frames: FrameKind::ALL
                .iter()
                .map(|&kind| (kind.name(), events(kind)))
                .filter(|(_, events)| !events.is_empty())
                .collect(),
            calls: happened(CalleeKind::ALL.iter().map(callee)),
            forces: happened(Found::ALL.iter().map(found)),
            peak_frame_depth: counters.peak_depth,
            peak_native_stack_bytes: counters.peak_native_stack,
            operations: happened(Reentrant::ALL.iter().map(operation)),
            generators: GeneratorStatistics {
                created: counters.generators.count,
                bytes: counters.generators.bytes,
                finished: counters.generators_finished,
                unsuspended: counters.generators_unsuspended,
            },
            requests: happened(RequestKind::ALL.iter().map(request)),
            bounces: counters.bounces,
            continuations: counters.continuations.into(),
            stack_growths: counters.stack_growths.into(),
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
        Self {
            format: FORMAT,
            engine: engine.name(),
            time: Times {
                parse: front_end.parse_nanoseconds,
                compile: front_end.compile_nanoseconds,
                evaluate: nanoseconds(evaluate),
                total: nanoseconds(total),
            },
            source: SourceStatistics {
                count: runtime.sources.count() as u64,
                bytes: runtime.sources.bytes() as u64,
            },
            heap: HeapStatistics::new(runtime.heap, engine.counters()),
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
        match self.heap.objects {
            Some(objects) => writeln!(f, "objects           {objects}")?,
            None => writeln!(f, "objects           not counted")?,
        }
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
        for (kind, events) in &self.frames {
            writeln!(f, "{kind} frames")?;
            table(f, events)?;
        }
        writeln!(f, "peak frame depth  {}", self.peak_frame_depth)?;
        writeln!(
            f,
            "peak native stack {} bytes",
            self.peak_native_stack_bytes
        )?;
        for (title, counts) in [
            ("calls", &self.calls),
            ("forces", &self.forces),
            ("requests", &self.requests),
        ] {
            writeln!(f, "{title:<17} {}", counts.values().sum::<u64>())?;
            table(f, counts)?;
        }
        writeln!(
            f,
            "operations        {}",
            self.operations.values().sum::<u64>()
        )?;
        table(f, &self.operations)?;
        let generators = &self.generators;
        writeln!(
            f,
            "generators        {} ({} created, {} bytes, {} unsuspended)",
            generators.finished, generators.created, generators.bytes, generators.unsuspended
        )?;
        writeln!(f, "bounces           {}", self.bounces)?;
        for (title, allocated) in [
            ("continuations", self.continuations),
            ("stack growths", self.stack_growths),
        ] {
            writeln!(
                f,
                "{title:<17} {} ({} bytes)",
                allocated.objects, allocated.bytes
            )?;
        }
        Ok(())
    }
}
