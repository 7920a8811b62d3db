//! How much is measured in each mode: sizes, rounds, limits, and how long it probably takes.

use framelab_workloads::{Size, Workload};

use super::data::WorkloadData;
use super::model::Mode;

/// What an engine takes on average over what the default one takes.
pub const MEAN_ENGINE: f64 = 2.1;

/// Sizes of the scaling section.
const SCALING_SIZES: usize = 4;

/// How thoroughly one thing is timed.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Fewest rounds.
    pub rounds: usize,
    /// Rounds go on for so many milliseconds.
    pub milliseconds: u64,
}

/// The amounts of a mode.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// All engines at the main size.
    pub main: Timing,
    /// All engines at each smaller size.
    pub smaller: Timing,
    /// The default engine with and without each optimization.
    pub ablation: Timing,
    /// Machine instructions are not counted where one evaluation probably takes more of them.
    pub most_machine_instructions: u64,
    /// Whether machine instructions are counted without each optimization.
    pub ablation_instructions: bool,
    /// Milliseconds of samples for each flame graph, if there are any.
    pub sampling: Option<u64>,
}

impl Plan {
    /// The amounts of a mode.
    pub fn of(mode: Mode) -> Self {
        match mode {
            Mode::Full => Self {
                main: Timing {
                    rounds: 5,
                    milliseconds: 6000,
                },
                smaller: Timing {
                    rounds: 2,
                    milliseconds: 300,
                },
                ablation: Timing {
                    rounds: 5,
                    milliseconds: 3000,
                },
                most_machine_instructions: 1_600_000_000,
                ablation_instructions: true,
                sampling: Some(700),
            },
            Mode::Quick => Self {
                main: Timing {
                    rounds: 3,
                    milliseconds: 100,
                },
                smaller: Timing {
                    rounds: 2,
                    milliseconds: 20,
                },
                ablation: Timing {
                    rounds: 3,
                    milliseconds: 60,
                },
                most_machine_instructions: 60_000_000,
                ablation_instructions: false,
                sampling: None,
            },
        }
    }
}

impl Plan {
    /// How all engines are timed at the size of that place.
    pub fn engines_at(&self, data: &WorkloadData<'_>, size: usize) -> Timing {
        if size == data.main {
            self.main
        } else {
            self.smaller
        }
    }
}

/// The sizes of one workload, by their places in [`Sizes::all`].
#[derive(Clone, Debug)]
pub struct Sizes {
    /// The sizes of the scaling section, growing.
    pub all: Vec<Size>,
    /// The one that times, dispatch and allocation are of: the last.
    pub main: usize,
    /// The one that optimizations are left out at: the second of several.
    pub ablation: usize,
    /// The one that is sampled for flame graphs: the one before the last.
    pub sampled: usize,
}

impl Sizes {
    /// Of a workload in a mode.
    pub fn of(workload: &Workload, mode: Mode) -> Self {
        let main = match mode {
            Mode::Full => &workload.default_size,
            Mode::Quick => &workload.quick_size,
        };
        let up_to_main = workload
            .sizes
            .iter()
            .filter(|size| size.value <= main.value);
        let mut all: Vec<Size> = up_to_main.rev().take(SCALING_SIZES).cloned().collect();
        all.reverse();
        let last = all.len().saturating_sub(1);
        Self {
            main: last,
            ablation: last.saturating_sub(1).min(1),
            sampled: last.saturating_sub(1),
            all,
        }
    }

    /// Milliseconds that a fast engine probably needs at the size of that place.
    pub fn expected_milliseconds(&self, place: usize, mode: Mode) -> f64 {
        let main = match mode {
            Mode::Full => 450.0,
            Mode::Quick => 45.0,
        };
        let below = i32::try_from(self.main.saturating_sub(place)).unwrap_or(i32::MAX);
        main * 0.3_f64.powi(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use framelab_workloads::Manifest;

    #[test]
    fn a_full_report_has_four_sizes_of_every_workload() {
        let manifest = Manifest::bundled().expect("it is valid");
        for workload in &manifest.workloads {
            let sizes = Sizes::of(workload, Mode::Full);
            assert_eq!(sizes.all.len(), SCALING_SIZES, "{}", workload.name);
            assert_eq!(sizes.all.last(), Some(&workload.default_size));
            assert!(sizes.all[sizes.ablation].value < workload.default_size.value);
            let quick = Sizes::of(workload, Mode::Quick);
            assert_eq!(quick.all.last(), Some(&workload.quick_size));
        }
    }
}
