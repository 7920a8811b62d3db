//! Many programs on several engines: batches, comparison, shrinking, progress.

use crate::generate::Programs;
use crate::observe::{EVERY_WAY, Look, Observation, Subject, observe};
use crate::program::ProgramTree;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The seed unless the environment says otherwise.
pub const SEED: u64 = 5964;

/// Programs that share a seed and a stay on an engine's stack.
pub const BATCH: usize = 250;

/// A program that takes longer is shown: it should not have been generated, or something is slow that need not be.
const SLOW: Duration = Duration::from_secs(5);

/// Disagreements that end a campaign.
const SHOWN: usize = 10;

/// Programs tried at most while one is cut down.
const SHRINK_STEPS: usize = 10_000;

/// A number of programs, from a seed.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The engines, at least one; all are compared to the first.
    pub subjects: Vec<Subject>,
    /// How many programs.
    pub programs: usize,
    /// Where the random numbers begin; batch `n` has the seed `seed + n`.
    pub seed: u64,
    /// How often to say how far it is.
    pub progress: Option<Duration>,
}

/// What came of a campaign without disagreements.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Programs that were compared.
    pub compared: usize,
    /// Programs that needed too much of an engine.
    pub too_large: usize,
}

/// The folder that programs are evaluated in.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential")
}

/// A number from the environment.
pub fn setting(name: &str, default: u64) -> u64 {
    match env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|error| panic!("{name}={text}: {error}")),
        Err(_) => default,
    }
}

/// The proptest runner of a seed.
pub fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(Config::default(), random)
}

/// Programs of a seed.
pub fn programs(seed: u64, count: usize) -> Vec<ProgramTree> {
    let mut runner = runner(seed);
    let strategy = Programs::default();
    (0..count)
        .map(|_| {
            strategy
                .new_tree(&mut runner)
                .expect("every seed gives a program")
        })
        .collect()
}

/// What a subject makes of programs, all on the native stack that its engine needs.
pub fn observe_all(subject: &Subject, programs: &[String]) -> Vec<Observation> {
    observe_each(subject, EVERY_WAY, programs)
}

/// The same, looking in certain ways only.
pub fn observe_each(
    subject: &Subject,
    looks: &[(&'static str, Look)],
    programs: &[String],
) -> Vec<Observation> {
    let folder = folder();
    // Of a process that dies, the last program shown is to blame.
    let shown = env::var_os("FRAMELAB_DIFFERENTIAL_SHOW").is_some();
    framelab_eval::engine::on_its_stack(subject.engine, || {
        let mut observations = Vec::with_capacity(programs.len());
        for program in programs {
            if shown {
                eprintln!("on {}:\n{program}\n", subject.name);
            }
            let started = Instant::now();
            observations.push(observe(subject, looks, program, &folder));
            let elapsed = started.elapsed();
            if elapsed > SLOW {
                eprintln!("{} s on {}:\n{program}\n", elapsed.as_secs(), subject.name);
            }
        }
        observations
    })
}

impl Campaign {
    /// Runs it to its end, or until there are enough disagreements; they are described.
    pub fn run(&self) -> Result<Outcome, String> {
        let started = Instant::now();
        let mut told = started;
        let mut outcome = Outcome::default();
        let mut disagreements = Vec::new();
        for (batch, first) in (0..self.programs).step_by(BATCH).enumerate() {
            let seed = self.seed.wrapping_add(batch as u64);
            let count = BATCH.min(self.programs - first);
            self.run_batch(seed, count, &mut outcome, &mut disagreements);
            if disagreements.len() >= SHOWN {
                break;
            }
            if self
                .progress
                .is_some_and(|interval| told.elapsed() >= interval)
            {
                told = Instant::now();
                eprintln!(
                    "{} of {} programs after {} s, disagreements: {}",
                    first + count,
                    self.programs,
                    started.elapsed().as_secs(),
                    disagreements.len()
                );
            }
        }
        if disagreements.is_empty() {
            Ok(outcome)
        } else {
            Err(disagreements.join("\n----\n"))
        }
    }

    fn run_batch(
        &self,
        seed: u64,
        count: usize,
        outcome: &mut Outcome,
        disagreements: &mut Vec<String>,
    ) {
        let trees = programs(seed, count);
        let texts: Vec<_> = trees.iter().map(ValueTree::current).collect();
        let all: Vec<_> = self
            .subjects
            .iter()
            .map(|subject| observe_all(subject, &texts))
            .collect();
        for (index, tree) in trees.into_iter().enumerate() {
            let observations: Vec<_> = all
                .iter()
                .map(|observations| &observations[index])
                .collect();
            if disagree(&observations) {
                disagreements.push(self.report(seed, index, tree));
            } else if observations.contains(&&Observation::TooLarge) {
                outcome.too_large += 1;
            } else {
                outcome.compared += 1;
            }
        }
    }

    fn observations(&self, program: &str) -> Vec<Observation> {
        let program = [program.to_owned()];
        let one = |subject| observe_all(subject, &program).remove(0);
        self.subjects.iter().map(one).collect()
    }

    fn disagree_about(&self, program: &str) -> bool {
        disagree(&self.observations(program).iter().collect::<Vec<_>>())
    }

    /// The disagreement about a program, cut down.
    fn report(&self, seed: u64, index: usize, tree: ProgramTree) -> String {
        let original = tree.current();
        let smallest = cut_down(tree, |program| self.disagree_about(program));
        let mut text = format!(
            "engines disagree: seed {seed}, program {index} of its batch\n\n{smallest}\n\n"
        );
        let mut observations = self.observations(&smallest);
        Observation::leave_out_common(&mut observations);
        let mut told: Vec<&Observation> = Vec::new();
        for observation in &observations {
            if told.contains(&observation) {
                continue;
            }
            told.push(observation);
            let alike = self.subjects.iter().zip(&observations);
            let names: Vec<_> = alike
                .filter(|(_, other)| *other == observation)
                .map(|(subject, _)| subject.name.as_str())
                .collect();
            let _ = write!(text, "{}:\n{}", names.join(", "), observation.describe());
        }
        let _ = write!(text, "\nas it was generated:\n{original}\n");
        text
    }
}

/// Whether any engine panicked, or any two that had enough memory and depth saw something else.
fn disagree(observations: &[&Observation]) -> bool {
    let answered: Vec<_> = observations
        .iter()
        .filter(|observation| ***observation != Observation::TooLarge)
        .collect();
    observations
        .iter()
        .any(|observation| matches!(observation, Observation::Panic(_)))
        || answered.windows(2).any(|pair| pair[0] != pair[1])
}

/// The smallest program to be found that fails as this one does.
pub fn cut_down(mut tree: ProgramTree, fails: impl Fn(&str) -> bool) -> String {
    let mut smallest = tree.current();
    let mut more = tree.simplify();
    for _ in 0..SHRINK_STEPS {
        if !more {
            break;
        }
        let candidate = tree.current();
        more = if fails(&candidate) {
            smallest = candidate;
            tree.simplify()
        } else {
            tree.complicate()
        };
    }
    smallest
}
