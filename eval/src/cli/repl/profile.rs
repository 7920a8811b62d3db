//! What one expression of a dialogue took and did.

use framelab_eval::evaluator::Evaluator;
use framelab_eval::statistics::Statistics;
use std::time::Instant;

/// What all expressions took together; the engine counts from where it was last restarted.
pub fn now(evaluator: &Evaluator<'_>, started: Instant) -> Statistics {
    let elapsed = started.elapsed();
    Statistics::new(evaluator.runtime(), evaluator.engine(), elapsed, elapsed)
}

/// What came between two looks at an evaluation, the later of which has the engine's counts.
pub fn between(before: &Statistics, after: Statistics) -> Statistics {
    let mut between = after;
    let time = &mut between.time;
    time.parse -= before.time.parse;
    time.compile -= before.time.compile;
    let front_end = time.parse + time.compile;
    time.evaluate = time.evaluate.saturating_sub(front_end);
    between.source.count -= before.source.count;
    between.source.bytes -= before.source.bytes;
    between.symbols -= before.symbols;
    let heap = &mut between.heap;
    heap.bytes = heap.bytes.saturating_sub(before.heap.bytes);
    heap.objects = heap
        .objects
        .zip(before.heap.objects)
        .map(|(after, before)| after - before);
    for (kind, count) in &mut heap.kinds {
        if let Some(earlier) = before.heap.kinds.get(kind) {
            count.objects -= earlier.objects;
            count.bytes -= earlier.bytes;
        }
    }
    heap.kinds.retain(|_, count| count.objects > 0);
    between
}
