//! Generated programs, well-typed and ill-typed: all engines have to say the same about each.
//!
//! The default number of programs takes seconds. For more, and other ones, see `docs/differential.md`:
//! `FRAMELAB_DIFFERENTIAL_PROGRAMS=1000000 FRAMELAB_DIFFERENTIAL_SEED=7 cargo test ... engines_agree -- --nocapture`

mod campaign;
mod generate;
mod harness;
mod known;
mod observe;
mod peer;
mod program;
mod signatures;
mod specials;
mod statistics;
mod types;

use campaign::{Campaign, Outcome, SEED, setting};
use framelab_eval::engine;
use observe::Subject;
use std::time::Duration;

/// Programs compared unless the environment says otherwise.
const PROGRAMS: u64 = 20_000;

fn campaign(subjects: Vec<Subject>, programs: usize) -> Campaign {
    Campaign {
        subjects,
        programs,
        seed: setting("FRAMELAB_DIFFERENTIAL_SEED", SEED),
        progress: Some(Duration::from_secs(10)),
    }
}

/// Fails with the disagreement, if there is one.
fn agreed(result: Result<Outcome, String>) -> Outcome {
    result.unwrap_or_else(|disagreement| panic!("{disagreement}"))
}

#[test]
fn engines_agree() {
    let programs = setting("FRAMELAB_DIFFERENTIAL_PROGRAMS", PROGRAMS) as usize;
    let subjects = engine::NAMES.iter().map(|name| Subject::engine(name));
    let outcome = agreed(campaign(subjects.collect(), programs).run());
    println!(
        "{} programs compared on {:?}, {} were too large for one of them; no disagreement",
        outcome.compared,
        engine::NAMES,
        outcome.too_large
    );
    assert!(outcome.too_large * 50 <= programs, "{outcome:?}");
}

/// Without an optimization an error may be blamed on another place: a function that takes its arguments one by one is
/// another function after each, and what runs as a generator knows less of the instruction it runs for.
#[test]
fn ablations_agree() {
    let programs = setting("FRAMELAB_DIFFERENTIAL_PROGRAMS", PROGRAMS) as usize / 10;
    let ablations = engine::ABLATIONS.iter();
    let ablated = ablations.map(|ablation| Subject::ablated(ablation.name));
    let whole = [Subject::engine(engine::NAMES[0])];
    let subjects = whole
        .into_iter()
        .chain(ablated)
        .map(Subject::without_places)
        .collect();
    let _ = agreed(campaign(subjects, programs).run());
}

#[test]
fn traces_agree() {
    let programs = setting("FRAMELAB_DIFFERENTIAL_PROGRAMS", PROGRAMS) as usize / 10;
    let traced = |name: &&'static str| {
        let mut subject = Subject::engine(name);
        subject.options.show_trace = true;
        subject
    };
    let subjects = engine::NAMES.iter().map(traced).collect();
    let _ = agreed(campaign(subjects, programs).run());
}
