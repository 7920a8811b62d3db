//! What can be drawn over records: the metrics that the gate judges, and the instructions that engines dispatch.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::format::Row;
use crate::gate::comparison::METRICS;
use crate::report::html::chart::Unit;

/// Something that records hold.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// In which unit.
    pub unit: Unit,
    /// How a row has it; some phases lack some.
    pub of: fn(&Row) -> Option<u64>,
}

/// All of them; the first is drawn unless another is asked for.
pub const ALL: &[Metric] = &[
    Metric {
        name: "instructions",
        title: "machine instructions",
        unit: Unit::Count,
        of: |row| Some(row.instructions),
    },
    Metric {
        name: "vm-instructions",
        title: "dispatched instructions",
        unit: Unit::Count,
        of: |row| row.vm_instructions,
    },
    Metric {
        name: "allocator-calls",
        title: "allocator calls",
        unit: Unit::Count,
        of: |row| Some(row.allocator_calls),
    },
    Metric {
        name: "allocator-bytes",
        title: "allocator bytes",
        unit: Unit::Bytes,
        of: |row| Some(row.allocator_bytes),
    },
    Metric {
        name: "heap-bytes",
        title: "heap bytes",
        unit: Unit::Bytes,
        of: |row| row.heap_bytes,
    },
];

/// Understands their names on a command line.
pub fn parser() -> impl TypedValueParser<Value = Metric> {
    let names = ALL.iter().map(|metric| metric.name);
    PossibleValuesParser::new(names).try_map(|name| Metric::named(&name))
}

impl Metric {
    /// The metric of that name.
    pub fn named(name: &str) -> Result<Self, String> {
        let known = ALL.iter().find(|metric| metric.name == name).copied();
        known.ok_or_else(|| format!("there is no metric `{name}`"))
    }

    /// A smaller change than this is none, however large its share: that of the gate, where it judges the metric.
    pub fn least(&self) -> u64 {
        let judged = METRICS.iter().find(|judged| judged.name == self.name);
        judged.map_or(1, |judged| judged.least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_gate_judges_can_be_drawn() {
        for judged in METRICS {
            let metric = Metric::named(judged.name).expect("it is known");
            assert_eq!(metric.least(), judged.least);
        }
    }
}
