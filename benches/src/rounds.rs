//! What a measuring process prints: runs of several subjects that took turns.

use serde::{Deserialize, Serialize};

/// What a measuring process prints.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What became of each subject, in the order given; those that answered were right every time.
    Measured(Vec<Measured>),
    /// An answer was wrong; nothing was measured.
    WrongAnswer {
        /// Whose.
        subject: String,
        /// What was printed.
        got: String,
    },
}

/// What became of one subject.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measured {
    /// It answered every time.
    Answered {
        /// Its first run, which no round includes.
        first: FirstRun,
        /// The rounds.
        rounds: Box<Rounds>,
    },
    /// It ended with an error.
    Failed(String),
}

/// The first run of a process.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FirstRun {
    /// From an empty heap to the printed answer.
    pub wall_nanoseconds: f64,
    /// The same in time of the evaluating thread on a processor.
    pub cpu_nanoseconds: f64,
    /// Largest resident set of the process so far.
    pub peak_resident_bytes: Option<u64>,
}

/// Runs in the order they were made.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rounds {
    /// The round of each run; some subjects sit out some rounds.
    pub round: Vec<usize>,
    /// From an empty heap to the printed answer.
    pub wall: Vec<f64>,
    /// The same in time of the evaluating thread on a processor.
    pub cpu: Vec<f64>,
    /// Of it parsing and lowering.
    pub parse: Vec<f64>,
    /// Of it compiling.
    pub compile: Vec<f64>,
    /// Sources read in one run.
    pub sources: u64,
    /// Their bytes.
    pub source_bytes: u64,
}

impl Rounds {
    /// The ratios of a series of runs to another subject's, of the rounds that both took part in.
    pub fn ratios(&self, other: &Self, series: fn(&Self) -> &[f64]) -> Vec<f64> {
        let runs = self.round.iter().zip(series(self));
        let ratio = |(round, run): (&usize, &f64)| {
            let place = other.round.iter().position(|known| known == round)?;
            Some(run / series(other).get(place)?)
        };
        runs.filter_map(ratio).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_the_same_round() {
        let of = |round: &[usize], wall: &[f64]| Rounds {
            round: round.to_vec(),
            wall: wall.to_vec(),
            ..Rounds::default()
        };
        let fast = of(&[0, 1, 2, 3], &[1.0, 2.0, 3.0, 4.0]);
        let slow = of(&[0, 2], &[5.0, 30.0]);
        assert_eq!(slow.ratios(&fast, |rounds| &rounds.wall), [5.0, 10.0]);
        assert_eq!(fast.ratios(&slow, |rounds| &rounds.wall), [0.2, 0.1]);
    }
}
