//! What single mechanisms cost: what a micro-benchmark takes more than the bare loop, each time round.

use std::collections::BTreeMap;

use framelab_benches::catalogue::Benchmark;
use framelab_eval::engine;

/// The program that the others are compared with.
const LOOP: &str = "micro-loop";

/// Prints a table of the programs that were counted at two sizes at least, if the loop was.
pub fn show<'b>(counted: impl IntoIterator<Item = (&'b Benchmark, u64)>) {
    // By workload and engine: times round and instructions.
    let mut programs: Vec<&str> = Vec::new();
    let mut points: BTreeMap<(&str, &str), Vec<(i64, u64)>> = BTreeMap::new();
    for (benchmark, instructions) in counted {
        if benchmark.is_micro {
            let program = benchmark.workload.as_str();
            if program != LOOP && !programs.contains(&program) {
                programs.push(program);
            }
            let point = (benchmark.prepared.argument, instructions);
            let key = (program, benchmark.engine.as_str());
            points.entry(key).or_default().push(point);
        }
    }
    let rows: Vec<_> = programs
        .iter()
        .map(|program| {
            let cost = |engine: &&str| {
                let each = |program| each_time(points.get(&(program, *engine))?);
                Some(each(program)? - each(LOOP)?)
            };
            let costs: Vec<_> = engine::NAMES.iter().map(cost).collect();
            (program, costs)
        })
        .filter(|(_, costs)| costs.iter().any(Option::is_some))
        .collect();
    if rows.is_empty() {
        return;
    }
    println!(
        "\ninstructions of each mechanism, each time: what its program takes more than `{LOOP}`\n"
    );
    println!("| program | {} |", engine::NAMES.join(" | "));
    println!("| :-- |{}", " --: |".repeat(engine::NAMES.len()));
    for (program, costs) in rows {
        let cells = costs.iter().map(|cost| match cost {
            Some(cost) => format!(" {cost:.0} |"),
            None => " - |".to_owned(),
        });
        println!("| `{program}` |{}", cells.collect::<String>());
    }
}

/// Instructions each time round: the difference of the largest and the smallest size, free of what is done once.
fn each_time(points: &[(i64, u64)]) -> Option<f64> {
    let (few, fewer) = points.iter().min()?;
    let (many, more) = points.iter().max()?;
    (many > few).then(|| (*more as f64 - *fewer as f64) / (many - few) as f64)
}
