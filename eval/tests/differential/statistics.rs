//! What the generated programs are like: how they end, how long they are, which builtins they name.

use crate::campaign::{SEED, observe_all, programs, setting};
use crate::observe::{Answer, Observation, Subject};
use framelab_eval::{builtins, engine};
use proptest::strategy::ValueTree;
use std::collections::{BTreeMap, BTreeSet};

/// Programs looked at.
const SAMPLE: usize = 5000;

/// How a program ended, in a word.
fn ending(observation: &Observation) -> String {
    match observation {
        Observation::TooLarge => "too large".to_owned(),
        Observation::Panic(_) => "panic".to_owned(),
        Observation::Answers(_) => match observation.strict() {
            Some(Answer::Text(_)) => "value".to_owned(),
            Some(Answer::Failure(failure)) => format!("{:?}", failure.kind),
            None => "nothing".to_owned(),
        },
    }
}

fn sample(count: usize) -> Vec<String> {
    let seed = setting("FRAMELAB_DIFFERENTIAL_SEED", SEED);
    programs(seed, count)
        .iter()
        .map(ValueTree::current)
        .collect()
}

/// A message without what differs from program to program.
fn gist(message: &str) -> String {
    let words = message.split_whitespace().take(5);
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn programs_end_in_many_ways() {
    let programs = sample(SAMPLE);
    let observations = observe_all(&Subject::engine(engine::NAMES[0]), &programs);
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    let mut messages: BTreeMap<String, usize> = BTreeMap::new();
    let (mut printing, mut suggesting) = (0, 0);
    for observation in &observations {
        *endings.entry(ending(observation)).or_default() += 1;
        if let Some(Answer::Failure(failure)) = observation.strict() {
            *messages.entry(gist(&failure.message)).or_default() += 1;
            suggesting += usize::from(failure.suggestion.is_some());
        }
        let printed = Answer::Text(String::new());
        if let Observation::Answers(answers) = observation {
            let differs =
                |(name, answer): &(&str, Answer)| *name == "printed" && *answer != printed;
            printing += usize::from(answers.iter().any(differs));
        }
    }
    let mut lengths: Vec<_> = programs.iter().map(String::len).collect();
    lengths.sort_unstable();
    let percentile = |of_a_hundred: usize| lengths[(lengths.len() - 1) * of_a_hundred / 100];
    let different = programs.iter().collect::<BTreeSet<_>>().len();
    println!("{SAMPLE} programs, {different} different");
    println!("how they end: {endings:#?}");
    println!("programs that print something: {printing}, errors with a suggestion: {suggesting}");
    println!(
        "bytes: 10 % up to {}, half up to {}, 90 % up to {}, all up to {}",
        percentile(10),
        percentile(50),
        percentile(90),
        percentile(100)
    );
    let mut messages: Vec<_> = messages.into_iter().collect();
    messages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (message, count) in messages.iter().take(60) {
        println!("{count:6} {message}");
    }
    let share = |name: &str| endings.get(name).copied().unwrap_or(0) * 100 / SAMPLE;
    assert!((40..=80).contains(&share("value")), "values: {endings:?}");
    for kind in [
        "Throw",
        "Abort",
        "Assertion",
        "Evaluation",
        "UndefinedVariable",
        "InfiniteRecursion",
        "SearchPath",
        "File",
        "Syntax",
    ] {
        assert!(
            endings.contains_key(kind),
            "no program ends in {kind}: {endings:?}"
        );
    }
    assert!(share("Syntax") <= 2, "{endings:?}");
    assert!(share("too large") <= 1, "{endings:?}");
    assert!(!endings.contains_key("panic"), "{endings:?}");
    assert!(
        messages.len() >= 60,
        "only {} kinds of message",
        messages.len()
    );
    assert!(
        different * 10 >= SAMPLE * 8,
        "{different} programs are different"
    );
    assert!(
        printing >= SAMPLE / 20,
        "{printing} programs print something"
    );
    assert!(
        suggesting >= SAMPLE / 200,
        "{suggesting} errors have a suggestion"
    );
}

/// What programs have to do with the store, and of how many in a thousand at least.
const STORE_PARTS: [(&str, usize); 9] = [
    ("derivation {", 200),
    ("derivationStrict", 3),
    ("outputs = ", 60),
    ("outputHash", 80),
    ("__structuredAttrs", 50),
    ("${./fixture", 40),
    ("toFile", 40),
    ("filter = path: type:", 4),
    ("Context", 10),
];

#[test]
fn programs_use_the_store() {
    let programs = sample(SAMPLE);
    let mut rare = Vec::new();
    for (part, least) in STORE_PARTS {
        let with_it = |program: &&String| program.contains(part);
        let found = programs.iter().filter(with_it).count();
        println!("{found:6} {part}");
        if found < least * SAMPLE / 1000 {
            rare.push(part);
        }
    }
    assert!(rare.is_empty(), "few programs have {rare:?}");
    let observations = observe_all(&Subject::engine(engine::NAMES[0]), &programs);
    let stored = observations.iter().filter(|observation| {
        matches!(observation.strict(), Some(Answer::Text(text)) if text.contains("/nix/store/"))
    });
    let stored = stored.count();
    println!("{stored:6} programs have a store path in their value");
    assert!(stored * 10 >= SAMPLE, "{stored}");
}

#[test]
fn every_builtin_is_named() {
    let mut named = BTreeSet::new();
    for program in sample(4 * SAMPLE) {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '\'';
        let words = program.split(|c: char| !is_part(c));
        named.extend(words.map(|word| word.trim_start_matches("__").to_owned()));
    }
    let missing: Vec<_> = builtins::all()
        .map(|builtin| builtin.name)
        .filter(|name| !named.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no program names {missing:?}");
}
