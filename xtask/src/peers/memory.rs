//! What takes the memory: what both evaluators say of one run that is not timed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::markdown::MEBIBYTE;
use super::model::{Comparison, Program};

/// Bytes that an evaluation took, by the evaluators' own statistics; absent where they tell none.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// What `framelab`'s arena took from the system.
    pub arena_bytes: Option<u64>,
    /// Objects in it, by kind.
    pub objects_bytes: BTreeMap<String, u64>,
    /// What the machine took beside it, by kind: growing a stack counts anew.
    pub beside_bytes: BTreeMap<String, u64>,
    /// What Nix asked of its collector in all, freed or not.
    pub nix_allocated_bytes: Option<u64>,
    /// How often that collected.
    pub nix_collections: Option<u64>,
}

impl Memory {
    /// From `framelab --stats=json` and Nix's `NIX_SHOW_STATS`.
    pub fn of(framelab: &Value, nix: &Value) -> Self {
        let heap = &framelab["heap"];
        Self {
            arena_bytes: heap["bytes"].as_u64(),
            objects_bytes: by_kind(&heap["kinds"]),
            beside_bytes: by_kind(&heap["beside"]),
            nix_allocated_bytes: nix["gc"]["totalBytes"].as_u64(),
            nix_collections: nix["gc"]["cycles"].as_u64(),
        }
    }
}

fn by_kind(kinds: &Value) -> BTreeMap<String, u64> {
    let kinds = kinds.as_object().into_iter().flatten();
    kinds
        .filter_map(|(kind, tally)| Some((kind.clone(), tally["bytes"].as_u64()?)))
        .collect()
}

/// The section: a line for each workload, a column for each kind that any has.
pub fn section(text: &mut String, comparison: &Comparison) {
    let kinds: BTreeSet<&String> = comparison
        .programs
        .iter()
        .flat_map(|program| &program.memory.objects_bytes)
        .filter(|(_, bytes)| **bytes > 0)
        .map(|(kind, _)| kind)
        .collect();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    text.push_str(
        "\n## Memory\n\nWhere it goes, in MiB, by what both evaluators say of one run that is not timed: `framelab`'s arena and \
         the objects in it by kind; what Nix allocated in all, of which its collector may have freed some.\n\n\
         | workload | peak framelab | arena |",
    );
    // Writing to a string cannot fail.
    for name in &names {
        let _ = write!(text, " {name} |");
    }
    text.push_str(" beside | peak Nix | allocated by Nix | collections |\n| :-- | --: | --: |");
    text.push_str(&" --: |".repeat(names.len() + 4));
    text.push('\n');
    for program in &comparison.programs {
        row(text, program, &names);
    }
}

fn row(text: &mut String, program: &Program, kinds: &[&str]) {
    let memory = &program.memory;
    let peak = &program.cost.peak_resident_bytes;
    let known = |bytes: Option<u64>| {
        bytes.map_or_else(
            || "?".to_owned(),
            |bytes| format!("{:.1}", bytes as f64 * MEBIBYTE),
        )
    };
    let mut cells = vec![
        format!("{:.1}", peak.framelab.median * MEBIBYTE),
        known(memory.arena_bytes),
    ];
    cells.extend(
        kinds
            .iter()
            .map(|kind| known(memory.objects_bytes.get(*kind).copied())),
    );
    let told = !memory.beside_bytes.is_empty();
    cells.extend([
        known(told.then(|| memory.beside_bytes.values().sum())),
        format!("{:.1}", peak.nix.median * MEBIBYTE),
        known(memory.nix_allocated_bytes),
        memory
            .nix_collections
            .map_or_else(|| "?".to_owned(), |count| count.to_string()),
    ]);
    let _ = writeln!(text, "| {} | {} |", program.workload, cells.join(" | "));
}

#[cfg(test)]
mod tests {
    use super::super::samples::comparison;
    use super::*;
    use serde_json::json;

    fn sample() -> Memory {
        let framelab = json!({ "heap": {
            "bytes": 3 << 20,
            "kinds": { "thunk": { "objects": 9, "bytes": 2 << 20 }, "error": { "objects": 0, "bytes": 0 } },
            "beside": { "frame growth": { "objects": 1, "bytes": 1 << 20 } },
        } });
        let nix = json!({ "gc": { "totalBytes": 5 << 20, "cycles": 4 } });
        Memory::of(&framelab, &nix)
    }

    #[test]
    fn statistics_of_both_are_read() {
        let memory = sample();
        assert_eq!(memory.arena_bytes, Some(3 << 20));
        assert_eq!(memory.objects_bytes["thunk"], 2 << 20);
        assert_eq!(memory.beside_bytes["frame growth"], 1 << 20);
        assert_eq!(memory.nix_allocated_bytes, Some(5 << 20));
        assert_eq!(memory.nix_collections, Some(4));
        assert_eq!(Memory::of(&Value::Null, &Value::Null), Memory::default());
    }

    #[test]
    fn kinds_that_nobody_has_are_no_column() {
        let mut comparison = comparison();
        comparison.programs.truncate(2);
        comparison.programs[0].memory = sample();
        let mut text = String::new();
        section(&mut text, &comparison);
        for part in [
            "| workload | peak framelab | arena | thunk | beside | peak Nix | allocated by Nix | collections |\n",
            "\n| :-- | --: | --: | --: | --: | --: | --: | --: |\n",
            "\n| fib | 60.0 | 3.0 | 2.0 | 1.0 | 100.0 | 5.0 | 4 |\n",
            "\n| takeuchi | 60.0 | ? | ? | ? | 100.0 | ? | ? |\n",
        ] {
            assert!(text.contains(part), "{part} is missing from\n{text}");
        }
    }
}
