//! Each workload's mix of operations beside that of a whole query of nixpkgs.

use super::super::data::{Counted, Statistics, WorkloadData};
use super::super::model::{
    Correspondence, Mix, Representativeness, RepresentativenessSection, Source,
};
use super::Measurements;

/// Published counts of one query over all of nixpkgs.
const REFERENCE: Mix = Mix {
    values: Some(38.5e6),
    environments: Some(23.3e6),
    calls: Some(21.0e6),
    thunks: None,
    updates: Some(2.17e6),
    selections: Some(10.9e6),
};

/// What stands for nothing where logarithms are taken, for 100 calls.
const ALMOST_NOTHING: f64 = 0.1;

/// Published counter, ours, and where they differ.
const CORRESPONDENCE: [[&str; 3]; 6] = [
    [
        "values",
        "heap objects: thunks, closures, attribute sets, lists and strings",
        "a cell for each value there, also for numbers, booleans and the members of sets and lists; here small values need \
         no object, and a thunk becomes its value in place",
    ],
    [
        "environments",
        "frames pushed for calls and thunks, tail calls that reuse one included",
        "an object on the heap there, made for each call and each `let`, `rec` and `with`; here frames live on the frame \
         stack, `let` needs none, and a thunk's code runs in one of its own",
    ],
    [
        "calls",
        "calls of functions of the language, in tail position or not",
        "both leave builtins out; curried functions are one call for several arguments here, one for each argument there",
    ],
    ["thunks", "thunk objects", "not among the published counts"],
    [
        "updates",
        "instructions `update`",
        "an instruction that waited for a force ran, and is counted, twice",
    ],
    [
        "selections",
        "instructions `select`, `select.or-next`, their dynamic forms, and `early.select`",
        "there each name of an attribute path counts, and names found in a scope of `with` do not; the same here, but an \
         instruction that waited for a force counts twice",
    ],
];

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> RepresentativenessSection {
    let reference = per_100_calls(&REFERENCE);
    let workloads: Vec<Representativeness> = measurements
        .workloads
        .iter()
        .filter_map(|data| workload(data, &reference))
        .collect();
    let mixes: Vec<Mix> = workloads.iter().map(|entry| entry.per_100_calls).collect();
    let all = mean(&mixes);
    let distance = distance(&all, &reference);
    RepresentativenessSection {
        source,
        correspondence: CORRESPONDENCE
            .iter()
            .map(|[published, ours, differs]| Correspondence {
                published: (*published).to_owned(),
                ours: (*ours).to_owned(),
                differs: (*differs).to_owned(),
            })
            .collect(),
        reference: REFERENCE,
        reference_per_100_calls: reference,
        workloads,
        all: Representativeness {
            workload: "all".to_owned(),
            counted: None,
            per_100_calls: all,
            distance,
            near: is_near(distance),
        },
    }
}

fn workload(data: &WorkloadData<'_>, reference: &Mix) -> Option<Representativeness> {
    let counted: &Counted = data.engines.first()?.sizes[data.main].counted.measured()?;
    let mix = mix(&counted.statistics);
    let per_100_calls = per_100_calls(&mix);
    let distance = distance(&per_100_calls, reference);
    Some(Representativeness {
        workload: data.workload.name.clone(),
        counted: Some(mix),
        per_100_calls,
        distance,
        near: is_near(distance),
    })
}

fn mix(statistics: &Statistics) -> Mix {
    let objects = |kinds: &[&str]| -> u64 {
        let found = kinds
            .iter()
            .filter_map(|kind| statistics.heap.kinds.get(*kind));
        found.map(|found| found.objects).sum()
    };
    let dispatch = &statistics.dispatch;
    let calls = |kinds: &[&str]| -> u64 {
        kinds
            .iter()
            .filter_map(|kind| dispatch.calls.get(*kind))
            .sum()
    };
    let frames: u64 = ["call", "thunk"]
        .iter()
        .filter_map(|kind| dispatch.frames.get(*kind)?.get("pushed"))
        .sum();
    let opcodes = |wanted: fn(&str) -> bool| -> u64 {
        let found = dispatch.instructions_by_opcode.iter();
        let found = found.filter(|(mnemonic, _)| wanted(mnemonic));
        found.map(|(_, count)| count).sum()
    };
    let known = |count: u64| Some(count as f64);
    Mix {
        values: known(objects(&[
            "thunk",
            "closure",
            "attribute set",
            "list",
            "string",
        ])),
        environments: known(frames + calls(&["tail"])),
        calls: known(calls(&["lambda", "tail"])),
        thunks: known(objects(&["thunk"])),
        updates: known(opcodes(|mnemonic| mnemonic == "update")),
        selections: known(opcodes(|mnemonic| {
            mnemonic == "select" || mnemonic.starts_with("select.") || mnemonic == "early.select"
        })),
    }
}

/// A mix scaled to 100 calls; all zero without calls.
fn per_100_calls(mix: &Mix) -> Mix {
    let scaled = |amount: f64| match mix.calls {
        Some(calls) if calls > 0.0 => 100.0 * amount / calls,
        Some(_) | None => 0.0,
    };
    each(|figure| figure(mix).map(scaled))
}

/// The mean of mixes, each figure over those where it is known.
fn mean(mixes: &[Mix]) -> Mix {
    each(|figure| {
        let known: Vec<f64> = mixes.iter().filter_map(figure).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    })
}

/// A mix whose figures are each made of the same figure of others.
fn each(make: impl Fn(fn(&Mix) -> Option<f64>) -> Option<f64>) -> Mix {
    Mix {
        values: make(|mix| mix.values),
        environments: make(|mix| mix.environments),
        calls: make(|mix| mix.calls),
        thunks: make(|mix| mix.thunks),
        updates: make(|mix| mix.updates),
        selections: make(|mix| mix.selections),
    }
}

/// Root mean square of the logarithms of the ratios, over what is known in both but calls, which are 100 in both.
fn distance(mix: &Mix, reference: &Mix) -> Option<f64> {
    let squares: Vec<f64> = mix
        .named()
        .iter()
        .zip(reference.named())
        .filter(|((name, _), _)| *name != "calls")
        .filter_map(|((_, ours), (_, theirs))| Some((*ours)?.max(ALMOST_NOTHING) / theirs?))
        .map(|ratio| ratio.ln().powi(2))
        .collect();
    let sum: f64 = squares.iter().sum();
    (!squares.is_empty()).then(|| (sum / squares.len() as f64).sqrt())
}

fn is_near(distance: Option<f64>) -> bool {
    distance.is_some_and(|distance| distance < std::f64::consts::LN_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_mix_at_another_scale_is_at_distance_zero() {
        let half = each(|figure| figure(&REFERENCE).map(|amount| amount / 2.0));
        let reference = per_100_calls(&REFERENCE);
        let found = distance(&per_100_calls(&half), &reference).expect("all is known");
        assert!(found < 1e-9, "{found}");
        assert_eq!(reference.calls, Some(100.0));
        let values = reference.values.expect("it is published");
        assert!((values - 183.33).abs() < 0.01);
    }

    #[test]
    fn a_factor_of_two_everywhere_is_at_the_logarithm_of_two() {
        let reference = per_100_calls(&REFERENCE);
        let double = each(|figure| figure(&reference).map(|amount| amount * 2.0));
        let found = distance(&double, &reference).expect("all is known");
        assert!((found - std::f64::consts::LN_2).abs() < 1e-9, "{found}");
        assert!(!is_near(Some(found + 1e-9)) && is_near(Some(found - 1e-6)));
    }

    #[test]
    fn nothing_counts_as_almost_nothing() {
        let reference = per_100_calls(&REFERENCE);
        let none = Mix {
            updates: Some(0.0),
            ..reference
        };
        let found = distance(&none, &reference).expect("all is known");
        let updates = reference.updates.expect("it is published");
        let alone = (updates / ALMOST_NOTHING).ln();
        assert!((found - (alone * alone / 4.0).sqrt()).abs() < 1e-9);
    }
}
