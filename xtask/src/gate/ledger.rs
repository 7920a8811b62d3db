//! The delta ledger of a change: by how much which function changed, adding up to the whole.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::counts::Count;

/// Functions that a ledger names.
const MOST: usize = 12;

/// Where the change of a benchmark's machine instructions comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The change of all instructions; the sum of everything below.
    pub total: i64,
    /// The functions with the largest changes, those that go the way of the total first.
    pub functions: Vec<Entry>,
    /// How many more functions changed.
    pub other_functions: usize,
    /// The sum of their changes.
    pub other_change: i64,
    /// What no function accounts for.
    pub residual: i64,
}

/// The change of one function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub function: String,
    /// Instructions in it on base, not in what it calls; absent if it was not run there.
    pub base: Option<u64>,
    /// The same now.
    pub now: Option<u64>,
    /// Now less base.
    pub change: i64,
}

impl Ledger {
    /// Of a benchmark that was counted on both sides.
    pub fn of(base: &Count, now: &Count) -> Self {
        let total = difference(base.instructions, now.instructions);
        let mut entries = entries(&base.functions, &now.functions);
        let explained: i64 = entries.iter().map(|entry| entry.change).sum();
        let direction = if total < 0 { -1 } else { 1 };
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.change.abs()));
        let (along, against): (Vec<Entry>, Vec<Entry>) = entries
            .into_iter()
            .partition(|entry| entry.change * direction > 0);
        let changed = along.len() + against.len();
        // What goes the other way comes last: it is no reason for the change. But it has its places: without it half of what
        // only moved would be missing.
        let reserved = against.len().min(MOST / 3);
        let mut named: Vec<Entry> = along.into_iter().take(MOST - reserved).collect();
        let left = MOST - named.len();
        named.extend(against.into_iter().take(left));
        let named_change: i64 = named.iter().map(|entry| entry.change).sum();
        Self {
            total,
            other_functions: changed - named.len(),
            other_change: explained - named_change,
            functions: named,
            residual: total - explained,
        }
    }
}

/// Every function that changed.
fn entries(base: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> Vec<Entry> {
    let names: BTreeSet<&String> = base.keys().chain(now.keys()).collect();
    let entry = |name: &String| {
        let (base, now) = (base.get(name).copied(), now.get(name).copied());
        let change = difference(base.unwrap_or(0), now.unwrap_or(0));
        (change != 0).then(|| Entry {
            function: name.clone(),
            base,
            now,
            change,
        })
    };
    names.into_iter().filter_map(entry).collect()
}

/// `now - base`; counts stay far below the limits of an integer.
pub fn difference(base: u64, now: u64) -> i64 {
    now as i64 - base as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(functions: &[(&str, u64)]) -> Count {
        Count {
            id: "whole/w/e/tiny".to_owned(),
            instructions: functions.iter().map(|(_, cost)| cost).sum(),
            vm_instructions: None,
            allocator_calls: 0,
            allocator_bytes: 0,
            heap_bytes: None,
            functions: functions
                .iter()
                .map(|(name, cost)| ((*name).to_owned(), *cost))
                .collect(),
        }
    }

    fn names(ledger: &Ledger) -> Vec<&str> {
        let functions = ledger.functions.iter();
        functions.map(|entry| entry.function.as_str()).collect()
    }

    #[test]
    fn what_goes_with_the_change_comes_first() {
        let base = count(&[("same", 5), ("dearer", 100), ("inlined", 80), ("much", 10)]);
        let now = count(&[("same", 5), ("dearer", 130), ("new", 90), ("much", 60)]);
        let ledger = Ledger::of(&base, &now);
        assert_eq!(names(&ledger), ["new", "much", "dearer", "inlined"]);
        assert_eq!(ledger.total, 90);
        assert_eq!((ledger.other_functions, ledger.residual), (0, 0));
        let back = Ledger::of(&now, &base);
        assert_eq!(names(&back), ["new", "much", "dearer", "inlined"]);
        assert_eq!(back.functions[0].now, None);
    }

    #[test]
    fn everything_adds_up_to_the_total() {
        let many: Vec<(String, u64)> = (0..40).map(|i| (format!("f{i}"), 100 + i)).collect();
        let borrowed: Vec<(&str, u64)> = many
            .iter()
            .map(|(name, cost)| (name.as_str(), *cost))
            .collect();
        let mut now = count(&borrowed);
        for cost in now.functions.values_mut() {
            *cost += *cost % 7;
        }
        now.functions.insert("f0".to_owned(), 3);
        now.instructions = now.functions.values().sum::<u64>() + 11;
        let ledger = Ledger::of(&count(&borrowed), &now);
        assert_eq!(ledger.functions.len(), MOST);
        assert!(ledger.functions.iter().any(|entry| entry.function == "f0"));
        let named: i64 = ledger.functions.iter().map(|entry| entry.change).sum();
        assert_eq!(named + ledger.other_change + ledger.residual, ledger.total);
        assert_eq!(ledger.residual, 11);
    }
}
