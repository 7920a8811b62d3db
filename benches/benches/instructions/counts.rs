//! What iai-callgrind wrote down, looked at once more: a benchmark that was not counted, or counted nothing, is an error.

use std::fs;
use std::path::{Path, PathBuf};

use framelab_benches::catalogue::Benchmark;
use framelab_benches::{REGION, iai};

/// The folder that iai-callgrind keeps for a package, a bench, and its modules.
const FOLDER: &str = "framelab-benches/instructions/suite/counted";

/// The instructions of one benchmark.
pub struct Counted {
    id: String,
    instructions: u64,
}

/// The folder in which iai-callgrind keeps what it finds out about a benchmark.
fn folder(home: &Path, benchmark: &Benchmark) -> PathBuf {
    let name = format!("{}.{}", benchmark.phase, iai::id(&benchmark.id()));
    home.join(FOLDER).join(name)
}

/// Where iai-callgrind writes down the counts.
fn summary(home: &Path, benchmark: &Benchmark) -> PathBuf {
    folder(home, benchmark).join("summary.json")
}

/// Removes what must not be taken for new: the counts of the run before, and what a run left that came to no end, which
/// iai-callgrind would add to the next one's.
pub fn forget(home: &Path, benchmarks: &[Benchmark]) -> Result<(), String> {
    for benchmark in benchmarks {
        let Ok(entries) = fs::read_dir(folder(home, benchmark)) else {
            continue;
        };
        for entry in entries {
            let file = entry.map_err(|error| error.to_string())?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // Callgrind's own names; iai-callgrind gives others when the run has ended well.
            if name == "summary.json" || name.contains(".#") {
                fs::remove_file(&file)
                    .map_err(|error| format!("cannot remove {}: {error}", file.display()))?;
            }
        }
    }
    Ok(())
}

/// Reads what was written down of each benchmark.
pub fn read(home: &Path, benchmarks: &[Benchmark]) -> Result<Vec<Counted>, String> {
    let counted = benchmarks.iter().map(|benchmark| {
        let id = benchmark.id();
        let file = summary(home, benchmark);
        let text = fs::read_to_string(&file)
            .map_err(|error| format!("{id} was not counted: {}: {error}", file.display()))?;
        let instructions = iai::instructions(&text)
            .ok_or_else(|| format!("{id}: {} holds no count of instructions", file.display()))?;
        if instructions == 0 {
            return Err(format!(
                "{id} counted nothing: is the function `{REGION}` among the symbols of {}?",
                env!("CARGO_BIN_EXE_runner")
            ));
        }
        Ok(Counted { id, instructions })
    });
    counted.collect()
}

/// Prints the counts under the ids that everything else goes by.
pub fn show(counted: &[Counted]) {
    println!("\n{:>15}  benchmark", "instructions");
    for Counted { id, instructions } in counted {
        println!("{instructions:>15}  {id}");
    }
    println!("{} benchmarks counted", counted.len());
}

/// The counts beside what was counted, in the same order.
pub fn with_benchmarks<'b>(
    benchmarks: &'b [Benchmark],
    counted: &'b [Counted],
) -> impl Iterator<Item = (&'b Benchmark, u64)> {
    let instructions = counted.iter().map(|counted| counted.instructions);
    benchmarks.iter().zip(instructions)
}
