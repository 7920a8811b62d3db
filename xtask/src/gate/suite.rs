//! What is counted: the benchmarks of the catalogue, all of them or a part, and how they are shared out among machines.

use std::path::Path;
use std::str::FromStr;

use clap::Args;
use framelab_benches::Phase;
use framelab_benches::catalogue::{self, Benchmark};
use framelab_eval::engine;
use framelab_workloads::Manifest;
use serde::{Deserialize, Serialize};

use super::cause::Cause;
use crate::error::{Error, Result};
use crate::workspace;

/// A part of the benchmarks: the `index`th of `count`, from one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which part.
    pub index: usize,
    /// Of how many.
    pub count: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let expected = || format!("`{text}` is no part of a whole, such as 1/3");
        let (index, count) = text.split_once('/').ok_or_else(expected)?;
        let (Ok(index), Ok(count)) = (index.parse(), count.parse()) else {
            return Err(expected());
        };
        if (1..=count).contains(&index) {
            Ok(Self { index, count })
        } else {
            Err(format!("there is no part {index} of {count}"))
        }
    }
}

impl Shard {
    /// Whether the benchmark of that place in the list is in this part.
    ///
    /// Neighbours in the list are alike, and go to different machines.
    pub fn contains(self, place: usize) -> bool {
        place % self.count == self.index - 1
    }
}

/// Which benchmarks are counted.
#[derive(Debug, Default, Args)]
pub struct Suite {
    /// Only benchmarks with this text in their id
    #[arg(long = "benchmark", value_name = "TEXT")]
    wanted: Vec<String>,
    /// Also count larger sizes on the default engine, and compare how cost grows
    #[arg(long)]
    scaling: bool,
}

impl Suite {
    /// The benchmarks of a manifest.
    fn all(&self, manifest: &Manifest) -> Result<Vec<Benchmark>> {
        let cache = workspace::workload_cache();
        let mut all = catalogue::counted(manifest, &cache)?;
        if self.scaling {
            for workload in &manifest.workloads {
                if let Some(size) = workload
                    .sizes
                    .get(1)
                    .filter(|_| !catalogue::is_micro(workload))
                {
                    let benchmarks = catalogue::of_workload(workload, size, &cache)?;
                    all.extend(benchmarks.into_iter().filter(is_for_scaling));
                }
            }
        }
        all.retain(|benchmark| self.wants(&benchmark.id()));
        Ok(all)
    }

    fn wants(&self, id: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|text| id.contains(text.as_str()))
    }

    /// Refuses what would make a regression invisible: a benchmark of another revision that is not counted any more.
    pub fn check_nothing_was_removed(&self, source: &Path, counted: &[String]) -> Result<()> {
        let known = self.all(&catalogue::programs_in(source)?)?;
        let known: Vec<String> = known.iter().map(Benchmark::id).collect();
        self.check_has_all(&known, counted)
    }

    /// As [`Self::check_nothing_was_removed`], of ids that were counted before.
    pub fn check_has_all(&self, known: &[String], counted: &[String]) -> Result<()> {
        let mut wanted = known.iter().filter(|id| self.wants(id));
        match wanted.find(|id| !counted.contains(id)) {
            Some(benchmark) => Err(Error::Incomparable(Cause::Missing {
                benchmark: benchmark.clone(),
                side: "now, though base has it".to_owned(),
            })),
            None => Ok(()),
        }
    }

    /// Those of the working tree; that there are none is an error.
    pub fn benchmarks(&self) -> Result<Vec<Benchmark>> {
        let all = self.all(&catalogue::programs_in(workspace::root())?)?;
        if all.is_empty() {
            return Err(Error::Usage(format!(
                "no benchmark has {} in its id",
                self.wanted.join(" or ")
            )));
        }
        Ok(all)
    }
}

/// Cost grows with the work of whole evaluations on the engine that people use.
fn is_for_scaling(benchmark: &Benchmark) -> bool {
    benchmark.phase == Phase::Whole && Some(&benchmark.engine.as_str()) == engine::NAMES.first()
}

/// The part of a list that is a shard's.
pub fn part(benchmarks: Vec<Benchmark>, shard: Shard) -> Vec<Benchmark> {
    let places = benchmarks.into_iter().enumerate();
    places
        .filter(|(place, _)| shard.contains(*place))
        .map(|(_, benchmark)| benchmark)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_benchmark_that_is_gone_is_named() {
        let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        let known = ids(&["whole/a/e/tiny", "whole/b/e/tiny"]);
        let all = Suite::default();
        assert!(all.check_has_all(&known, &known).is_ok());
        let error = all
            .check_has_all(&known, &ids(&["whole/a/e/tiny", "whole/c/e/tiny"]))
            .expect_err("one is gone");
        assert_eq!(
            error.to_string(),
            "cannot compare: benchmark `whole/b/e/tiny` is missing from now, though base has it"
        );
        let some = Suite {
            wanted: ids(&["/a/"]),
            scaling: false,
        };
        assert!(
            some.check_has_all(&known, &ids(&["whole/a/e/tiny"]))
                .is_ok()
        );
    }

    #[test]
    fn shards_are_parts_of_a_whole() {
        let shard = "2/3".parse::<Shard>();
        assert_eq!(shard, Ok(Shard { index: 2, count: 3 }));
        for text in ["", "1", "0/3", "4/3", "a/3", "1/0", "-1/3"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_place_is_in_one_shard() {
        for count in 1..6 {
            for place in 0..20 {
                let shards = (1..=count).map(|index| Shard { index, count });
                assert_eq!(shards.filter(|shard| shard.contains(place)).count(), 1);
            }
        }
    }
}
