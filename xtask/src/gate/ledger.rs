//! The delta ledger of a change: by how much which function changed, adding up to the whole.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::counts::Count;

/// Functions that a ledger names.
const FUNCTIONS: usize = 12;

/// Files that it names.
const FILES: usize = 6;

/// Where the change of a benchmark's machine instructions comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The change of all instructions; the sum of each list below.
    pub total: i64,
    /// By function, callees not included; what is inlined counts in the function it is in.
    pub functions: Changes,
    /// By the source file that the code was written in, wherever it was inlined.
    pub files: Changes,
}

/// Changes that add up to a total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The largest, those that go the way of the total first.
    pub named: Vec<Entry>,
    /// How many more there are.
    pub others: usize,
    /// Their sum.
    pub other_change: i64,
    /// What nothing accounts for.
    pub residual: i64,
}

/// The change of one function or file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Instructions on base; absent if it was not run there.
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
        Self {
            total,
            functions: Changes::of(entries(&base.functions, &now.functions), total, FUNCTIONS),
            files: Changes::of(entries(&base.files, &now.files), total, FILES),
        }
    }
}

impl Changes {
    fn of(mut entries: Vec<Entry>, total: i64, most: usize) -> Self {
        let explained: i64 = entries.iter().map(|entry| entry.change).sum();
        let direction = if total < 0 { -1 } else { 1 };
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.change.abs()));
        let changed = entries.len();
        let (along, against): (Vec<Entry>, Vec<Entry>) = entries
            .into_iter()
            .partition(|entry| entry.change * direction > 0);
        // What goes the other way comes last: it is no reason for the change. But it has its places: without it half of what
        // only moved would be missing.
        let reserved = against.len().min(most / 3);
        let mut named: Vec<Entry> = along.into_iter().take(most - reserved).collect();
        let left = most - named.len();
        named.extend(against.into_iter().take(left));
        let named_change: i64 = named.iter().map(|entry| entry.change).sum();
        Self {
            others: changed - named.len(),
            other_change: explained - named_change,
            named,
            residual: total - explained,
        }
    }
}

/// Everything that changed.
fn entries(base: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> Vec<Entry> {
    let names: BTreeSet<&String> = base.keys().chain(now.keys()).collect();
    let entry = |name: &String| {
        let (base, now) = (base.get(name).copied(), now.get(name).copied());
        let change = difference(base.unwrap_or(0), now.unwrap_or(0));
        (change != 0).then(|| Entry {
            name: name.clone(),
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
            files: BTreeMap::new(),
        }
    }

    fn names(ledger: &Ledger) -> Vec<&str> {
        let functions = ledger.functions.named.iter();
        functions.map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn what_goes_with_the_change_comes_first() {
        let base = count(&[("same", 5), ("dearer", 100), ("inlined", 80), ("much", 10)]);
        let now = count(&[("same", 5), ("dearer", 130), ("new", 90), ("much", 60)]);
        let ledger = Ledger::of(&base, &now);
        assert_eq!(names(&ledger), ["new", "much", "dearer", "inlined"]);
        assert_eq!(ledger.total, 90);
        assert_eq!((ledger.functions.others, ledger.functions.residual), (0, 0));
        let back = Ledger::of(&now, &base);
        assert_eq!(names(&back), ["new", "much", "dearer", "inlined"]);
        assert_eq!(back.functions.named[0].now, None);
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
        let functions = &ledger.functions;
        assert_eq!(functions.named.len(), FUNCTIONS);
        assert!(
            names(&ledger).contains(&"f0"),
            "what goes the other way has its places"
        );
        let named: i64 = functions.named.iter().map(|entry| entry.change).sum();
        assert_eq!(
            named + functions.other_change + functions.residual,
            ledger.total
        );
        assert_eq!(functions.residual, 11);
        assert_eq!(ledger.files.residual, ledger.total);
    }
}
