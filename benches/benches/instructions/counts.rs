//! What iai-callgrind wrote down, looked at once more: a benchmark that was not counted, or counted nothing, is an error.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use framelab_benches::catalogue::Benchmark;
use framelab_benches::{REGION, iai};
use serde_json::Value;

/// The folder that iai-callgrind keeps for a package, a bench, and its modules.
const FOLDER: &str = "framelab-benches/instructions/suite/counted";

/// The instructions of one benchmark.
pub struct Counted {
    id: String,
    instructions: u64,
}

/// Where iai-callgrind writes down what it found out about a benchmark.
fn summary(home: &Path, benchmark: &Benchmark) -> PathBuf {
    let name = format!("{}.{}", benchmark.phase, iai::id(&benchmark.id()));
    home.join(FOLDER).join(name).join("summary.json")
}

/// Removes what was written down before, so that nothing old is taken for new.
pub fn forget(home: &Path, benchmarks: &[Benchmark]) -> Result<(), String> {
    for benchmark in benchmarks {
        let file = summary(home, benchmark);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(format!("cannot remove {}: {error}", file.display()));
            }
            Ok(()) | Err(_) => {}
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
        let instructions = instructions(&text)
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

/// The total in a summary of version 6.
fn instructions(text: &str) -> Option<u64> {
    let summary: Value = serde_json::from_str(text).ok()?;
    let total = &summary["profiles"][0]["summaries"]["total"]["summary"];
    let metrics = &total["Callgrind"]["Ir"]["metrics"];
    // Alone, or beside that of the run it is compared with.
    let new = metrics.get("Left").or_else(|| metrics["Both"].get(0))?;
    new["Int"].as_u64()
}

/// Prints the counts under the ids that everything else goes by.
pub fn show(counted: &[Counted]) {
    println!("\n{:>15}  benchmark", "instructions");
    for Counted { id, instructions } in counted {
        println!("{instructions:>15}  {id}");
    }
    println!("{} benchmarks counted", counted.len());
}
