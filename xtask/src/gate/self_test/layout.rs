//! Runs of one build that should count the same: in other surroundings each.

use framelab_benches::catalogue::Benchmark;

use crate::error::Result;
use crate::gate::counts::Count;
use crate::pool;
use crate::profile::callgrind::{Surroundings, Valgrind};
use crate::profile::subject::Subject;
use crate::runner::Runner;

/// Surroundings of a run; another environment and another memory for each number.
fn surroundings(number: usize) -> Surroundings {
    Surroundings {
        // Lengths that are no multiple of each other nor of a page.
        environment_bytes: number * 613,
        blocks: number * 37,
    }
}

/// Counts benchmarks of a build in surroundings of that number.
pub fn count(
    valgrind: &Valgrind,
    runner: &Runner,
    benchmarks: &[Benchmark],
    number: usize,
) -> Result<Vec<Count>> {
    pool::in_parallel(benchmarks, |benchmark| {
        let subject = Subject::of(benchmark);
        let counted = valgrind.instructions_among(runner, &subject, surroundings(number))?;
        Ok(Count {
            // The engine is the same in every build, and so is its work.
            vm_instructions: Some(benchmark.prepared.argument.unsigned_abs()),
            ..Count::of(benchmark.id(), counted)
        })
    })
}
