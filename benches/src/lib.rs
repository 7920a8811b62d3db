//! One evaluation of a program, as every measurement runs it, and what is known of who measures.

pub mod build;
pub mod catalogue;
pub mod command;
pub mod evaluation;
pub mod heap_budget;
pub mod iai;
pub mod measure;
pub mod phase;
pub mod request;
pub mod rounds;

use std::path::PathBuf;

use framelab_eval::engine;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::runtime::Options;

pub use evaluation::{Answered, Evaluation, REGION, evaluate, evaluation_region};
pub use phase::Phase;

/// What evaluates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The engine of a name.
    Engine(String),
    /// The engine of a name, counting what it does.
    Counting(String),
    /// The default engine without the optimization of a name.
    Without(String),
}

impl Subject {
    /// The name of the engine.
    pub fn engine(&self) -> &str {
        match self {
            Self::Engine(name) | Self::Counting(name) => name,
            Self::Without(_) => engine::NAMES.first().copied().unwrap_or_default(),
        }
    }

    fn evaluator<'h>(&self, heap: &'h Heap) -> Option<Evaluator<'h>> {
        let options = Options::default();
        match self {
            Self::Engine(name) => Evaluator::with_engine(heap, options, name),
            Self::Counting(name) => Evaluator::with_counting_engine(heap, options, name),
            Self::Without(name) => Evaluator::ablated(heap, options, name),
        }
    }
}

/// What to evaluate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The file; a function of a set with `size`.
    pub file: PathBuf,
    /// The value of `size`.
    pub size: i64,
}

/// Says what is wrong with an answer, if one is expected and it is another.
pub fn check(expected: Option<&str>, got: &str) -> Result<(), String> {
    match expected {
        Some(expected) if expected != got => Err(format!(
            "wrong answer\n  expected: {expected}\n       got: {got}"
        )),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn double() -> Program {
        Program {
            file: Path::new(env!("CARGO_MANIFEST_DIR")).join("../workloads/fib/default.nix"),
            size: 10,
        }
    }

    #[test]
    fn every_engine_does_the_work_once() {
        for &name in engine::NAMES {
            let mut runs = 0;
            let subject = Subject::Counting(name.to_owned());
            let evaluation = evaluate(&subject, &double(), Phase::Whole, |work| {
                work();
                runs += 1;
                "measured"
            })
            .expect("there is such an engine");
            let answered = Answered {
                text: "55".to_owned(),
                measured: "measured",
            };
            assert_eq!(evaluation.outcome, Ok(answered), "{name}");
            assert_eq!(evaluation.statistics.engine, name);
            assert!(evaluation.statistics.dispatch.is_some());
            assert_eq!(runs, 1);
        }
    }

    #[test]
    fn every_ablation_gives_the_same_answer() {
        for ablation in engine::ABLATIONS {
            let subject = Subject::Without(ablation.name.to_owned());
            let evaluation = evaluate(&subject, &double(), Phase::Whole, |work| work());
            let outcome = evaluation.expect("there is such an ablation").outcome;
            let answer = outcome.map(|answered| answered.text);
            assert_eq!(answer.as_deref(), Ok("55"), "{}", ablation.name);
        }
    }

    #[test]
    fn every_phase_does_its_work_once_and_has_the_answer() {
        for phase in Phase::ALL {
            for &name in engine::NAMES {
                let mut runs = 0;
                let subject = Subject::Engine(name.to_owned());
                let evaluation = evaluate(&subject, &double(), phase, |work| {
                    work();
                    runs += 1;
                });
                let outcome = evaluation.expect("there is such an engine").outcome;
                let answer = outcome.map(|answered| answered.text);
                assert_eq!(answer.as_deref(), Ok("55"), "{phase} on {name}");
                assert_eq!(runs, 1);
            }
        }
    }

    #[test]
    fn what_fails_in_any_phase_is_not_measured() {
        let missing = Program {
            file: PathBuf::from("/nonexistent/program.nix"),
            size: 1,
        };
        for phase in [Phase::Parse, Phase::Compile, Phase::Execute] {
            let subject = Subject::Engine(engine::NAMES[0].to_owned());
            let mut runs = 0;
            let evaluation = evaluate(&subject, &missing, phase, |_| runs += 1);
            assert!(evaluation.expect("an engine").outcome.is_err());
            assert_eq!(runs, 0, "{phase}");
        }
    }

    #[test]
    fn what_cannot_be_evaluated_is_told() {
        let subject = Subject::Engine("steam".to_owned());
        assert!(evaluate(&subject, &double(), Phase::Whole, |work| work()).is_none());
        let missing = Program {
            file: PathBuf::from("/nonexistent/program.nix"),
            size: 1,
        };
        let subject = Subject::Engine(engine::NAMES[0].to_owned());
        let evaluation =
            evaluate(&subject, &missing, Phase::Whole, |work| work()).expect("an engine");
        let error = evaluation.outcome.expect_err("there is no such file");
        assert!(error.contains("/nonexistent/program.nix"), "{error}");
        assert!(!error.contains('\u{1b}'), "no colours: {error}");
    }

    #[test]
    fn answers_are_compared_only_if_expected() {
        assert_eq!(check(None, "1"), Ok(()));
        assert_eq!(check(Some("1"), "1"), Ok(()));
        let complaint = check(Some("2"), "1").expect_err("it differs");
        assert!(complaint.contains("expected: 2"), "{complaint}");
    }
}
