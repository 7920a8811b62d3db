//! The sections of the report, each made of what was measured.

pub mod ablation;
pub mod allocation;
pub mod dispatch;
pub mod per_operation;
pub mod representativeness;
pub mod scaling;
pub mod summary;
pub mod times;

#[cfg(test)]
mod tests;

use super::data::{EngineData, WorkloadData};
use super::model::{Cell, Row};
use crate::statistics::geometric_mean;

/// What all sections are made of.
#[derive(Clone, Copy, Debug)]
pub struct Measurements<'d> {
    /// One entry for each workload.
    pub workloads: &'d [WorkloadData<'d>],
    /// Which engine ratios are relative to.
    pub baseline: usize,
}

impl Measurements<'_> {
    /// Every workload on every engine.
    fn rows<T>(self, cell: impl Fn(&WorkloadData<'_>, &EngineData) -> Cell<T>) -> Vec<Row<T>> {
        let row = |data: &WorkloadData<'_>| Row {
            workload: data.workload.name.clone(),
            cells: data
                .engines
                .iter()
                .map(|engine| cell(data, engine))
                .collect(),
        };
        self.workloads.iter().map(row).collect()
    }
}

impl WorkloadData<'_> {
    /// The largest size at which machine instructions were counted on every engine.
    fn machine_size(&self) -> Option<usize> {
        let counted_everywhere = |&size: &usize| {
            self.engines.iter().all(|engine| {
                let data = &engine.sizes[size];
                data.counted.measured().is_some() && data.machine_instructions.measured().is_some()
            })
        };
        (0..self.sizes.len()).rev().find(counted_everywhere)
    }

    /// The size at which costs per operation are shown: that of machine instructions, or else the main one.
    fn cost_size(&self) -> usize {
        self.machine_size().unwrap_or(self.main)
    }
}

/// One count over another; none where either is zero.
fn ratio(one: u64, other: u64) -> Option<f64> {
    (one > 0 && other > 0).then(|| one as f64 / other as f64)
}

/// The geometric mean of the ratios that are known.
fn mean_of_known(ratios: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let known: Vec<f64> = ratios.flatten().collect();
    geometric_mean(&known)
}
