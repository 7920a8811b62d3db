//! Heap budgets: what each evaluation may ask of the allocator, judged against what it asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

/// What may be above a budget, in per cent of it.
///
/// Counts repeat exactly; this is room for a change that is about something else. It does not creep: the budget stays.
pub const TOLERANCE: u128 = 1;

/// What may be below a budget, in per cent of it. One with more slack would let the next change waste what this one saved.
pub const SLACK: u128 = 5;

/// What one evaluation asks of the global allocator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeapUse {
    /// Blocks allocated; one that grows or shrinks counts as a new one.
    pub blocks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Most bytes held at once.
    pub peak_bytes: u64,
}

impl HeapUse {
    fn measures(self) -> [(&'static str, u64); 3] {
        [
            ("blocks", self.blocks),
            ("bytes", self.bytes),
            ("peak_bytes", self.peak_bytes),
        ]
    }
}

/// By workload and engine.
pub type HeapUses = BTreeMap<String, BTreeMap<String, HeapUse>>;

/// Everything that is wrong with the budgets, a sentence each; nothing if they hold.
pub fn judge(budgets: &HeapUses, found: &HeapUses) -> Vec<String> {
    let mut problems = Vec::new();
    for (workload, engine, used) in rows(found) {
        match budgets.get(workload).and_then(|row| row.get(engine)) {
            None => problems.push(format!("{workload} on {engine}: there is no budget")),
            Some(budget) => {
                let place = format!("{workload} on {engine}");
                let pairs = budget.measures().into_iter().zip(used.measures());
                problems.extend(pairs.filter_map(|((measure, budget), (_, found))| {
                    Some(format!("{place}: {measure}: {}", excess(budget, found)?))
                }));
            }
        }
    }
    for (workload, engine, _) in rows(budgets) {
        if found
            .get(workload)
            .is_none_or(|row| !row.contains_key(engine))
        {
            problems.push(format!(
                "{workload} on {engine}: a budget, but no such evaluation"
            ));
        }
    }
    problems
}

fn rows(uses: &HeapUses) -> impl Iterator<Item = (&str, &str, HeapUse)> {
    uses.iter().flat_map(|(workload, row)| {
        let cells = row.iter();
        cells.map(move |(engine, used)| (workload.as_str(), engine.as_str(), *used))
    })
}

/// How a count is out of its budget, if it is.
fn excess(budget: u64, found: u64) -> Option<String> {
    let (whole, part) = (u128::from(budget), u128::from(found) * 100);
    let verdict = if part > whole * (100 + TOLERANCE) {
        "over budget"
    } else if part < whole * (100 - SLACK) {
        "the budget is stale"
    } else {
        return None;
    };
    let change = (found as f64 / budget as f64 - 1.0) * 100.0;
    Some(format!(
        "{verdict}: budget {budget}, found {found} ({change:+.1} %)"
    ))
}

/// The file of budgets in TOML, one table a workload.
pub fn to_toml(uses: &HeapUses, head: &str) -> String {
    let mut text = String::new();
    for line in head.lines() {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "# {line}");
    }
    for (workload, row) in uses {
        let _ = writeln!(text, "\n[{workload}]");
        for (engine, used) in row {
            let [blocks, bytes, peak] = used.measures().map(|(name, n)| format!("{name} = {n}"));
            let _ = writeln!(text, "{engine} = {{ {blocks}, {bytes}, {peak} }}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(rows: &[(&str, &str, [u64; 3])]) -> HeapUses {
        let mut uses = HeapUses::new();
        for &(workload, engine, [blocks, bytes, peak_bytes]) in rows {
            let used = HeapUse {
                blocks,
                bytes,
                peak_bytes,
            };
            let row = uses.entry(workload.to_owned()).or_default();
            row.insert(engine.to_owned(), used);
        }
        uses
    }

    fn complaints(budget: [u64; 3], found: [u64; 3]) -> Vec<String> {
        judge(
            &uses(&[("fib", "generator", budget)]),
            &uses(&[("fib", "generator", found)]),
        )
    }

    #[test]
    fn a_budget_holds_up_to_its_tolerance_and_down_to_its_slack() {
        let budget = [1000, 2000, 3000];
        assert_eq!(complaints(budget, budget), [""; 0]);
        assert_eq!(complaints(budget, [1010, 1900, 3000]), [""; 0]);
        assert_eq!(complaints([0; 3], [0; 3]), [""; 0]);
    }

    #[test]
    fn a_budget_that_is_too_small_fails() {
        assert_eq!(
            complaints([1000, 2000, 3000], [1011, 2000, 6000]),
            [
                "fib on generator: blocks: over budget: budget 1000, found 1011 (+1.1 %)",
                "fib on generator: peak_bytes: over budget: budget 3000, found 6000 (+100.0 %)",
            ]
        );
        assert_eq!(
            complaints([0, 2000, 3000], [1, 2000, 3000]),
            ["fib on generator: blocks: over budget: budget 0, found 1 (+inf %)"]
        );
    }

    #[test]
    fn a_budget_that_is_too_large_fails() {
        assert_eq!(
            complaints([1000, 2000, 3000], [1000, 1899, 3000]),
            ["fib on generator: bytes: the budget is stale: budget 2000, found 1899 (-5.0 %)"]
        );
    }

    #[test]
    fn a_budget_that_is_missing_or_unknown_fails() {
        let budgets = uses(&[("fob", "generator", [1; 3]), ("fib", "steam", [1; 3])]);
        let found = uses(&[("fib", "generator", [1; 3])]);
        assert_eq!(
            judge(&budgets, &found),
            [
                "fib on generator: there is no budget",
                "fib on steam: a budget, but no such evaluation",
                "fob on generator: a budget, but no such evaluation",
            ]
        );
    }

    #[test]
    fn budgets_are_written_a_table_a_workload() {
        let uses = uses(&[
            ("fib", "generator", [1, 2, 3]),
            ("fib", "frame-stack", [4, 5, 6]),
        ]);
        assert_eq!(
            to_toml(&uses, "Head.\nMore."),
            "# Head.\n# More.\n\n[fib]\n\
             frame-stack = { blocks = 4, bytes = 5, peak_bytes = 6 }\n\
             generator = { blocks = 1, bytes = 2, peak_bytes = 3 }\n"
        );
    }
}
