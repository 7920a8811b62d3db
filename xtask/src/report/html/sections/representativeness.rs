//! Whether the workloads resemble what they stand for.

use super::super::chart::{Bar, BarChart, BarGroup, Entry, Mark, Width, number, palette};
use super::super::page::{Block, Section, Table};
use super::super::parts::{Pile, UNKNOWN, section, stacked, wide_bars};
use crate::error::Result;
use crate::report::model::{Mix, Report, Representativeness};

const INTRO: &str = "A query of all of nixpkgs has a known mix of operations. This is each workload's mix beside it, for 100 calls, so that one can tell \
    which workloads look like real evaluation and which stress one thing on purpose. The distance is 0 for the same mix; \
    0.7 is a factor of two on average, and what is closer counts as near.";

/// A factor of two, as a distance.
const FACTOR_OF_TWO: f64 = std::f64::consts::LN_2;

/// The name of the published mix.
const REFERENCE: &str = "nixpkgs query";

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let representativeness = &report.representativeness;
    let mut blocks = vec![distances(report)?];
    blocks.extend(mixes(report)?);
    blocks.push(Block::Table(table(report)));
    let facts = representativeness.correspondence.iter().map(|one| {
        let text = if one.differs.is_empty() {
            one.ours.clone()
        } else {
            format!("{}. {}", one.ours, one.differs)
        };
        (one.published.clone(), text)
    });
    blocks.push(Block::Details {
        summary: "How the published counters map to ours".to_owned(),
        open: false,
        blocks: vec![Block::Facts(facts.collect())],
    });
    Ok(section(
        "representativeness",
        "Representativeness",
        INTRO,
        &representativeness.source,
        blocks,
    ))
}

fn entries(report: &Report) -> impl Iterator<Item = &Representativeness> {
    let section = &report.representativeness;
    std::iter::once(&section.all).chain(&section.workloads)
}

fn distances(report: &Report) -> Result<Block> {
    let group = |entry: &Representativeness| BarGroup {
        name: name(entry),
        bars: vec![Bar {
            value: entry.distance,
            whisker: None,
            label: match entry.distance {
                Some(distance) if entry.near => format!("{distance:.2}, near"),
                Some(distance) => format!("{distance:.2}"),
                None => "not known".to_owned(),
            },
        }],
    };
    let chart = BarChart {
        title: "Distance of each workload's mix from that of nixpkgs".to_owned(),
        axis: "distance (0.7: a factor of two; less is nearer)".to_owned(),
        series: vec![Entry {
            name: format!(
                "distance on {}",
                report.engines.first().map_or("", String::as_str)
            ),
            color: palette::engine(0),
            mark: Mark::Box,
        }],
        groups: entries(report).map(group).collect(),
        reference: Some(FACTOR_OF_TWO),
    };
    wide_bars(&chart, "The upright line is a factor of two on average.")
}

fn name(entry: &Representativeness) -> String {
    if entry.counted.is_none() {
        "all workloads".to_owned()
    } else {
        entry.workload.clone()
    }
}

/// Each mix as shares of what both it and the published one know.
fn mixes(report: &Report) -> Result<Option<Block>> {
    let section = &report.representativeness;
    let known = section
        .reference_per_100_calls
        .named()
        .map(|(_, amount)| amount.is_some());
    let parts = |mix: &Mix| -> Vec<(&'static str, f64)> {
        let named = mix
            .named()
            .into_iter()
            .zip(known)
            .filter(|(_, known)| *known);
        let named = named.map(|((name, amount), _)| (name, amount.unwrap_or(0.0)));
        let named: Vec<_> = named.collect();
        let whole: f64 = named.iter().map(|(_, amount)| amount).sum();
        let percent = 100.0 / whole.max(f64::MIN_POSITIVE);
        named
            .into_iter()
            .map(|(name, amount)| (name, amount * percent))
            .collect()
    };
    let names: Vec<String> = entries(report).map(name).collect();
    let reference = Pile {
        name: REFERENCE,
        label: "published".to_owned(),
        parts: parts(&section.reference_per_100_calls),
    };
    let ours = entries(report).zip(&names).map(|(entry, name)| Pile {
        name,
        label: if entry.near {
            "near".to_owned()
        } else {
            String::new()
        },
        parts: parts(&entry.per_100_calls),
    });
    let piles = std::iter::once(reference).chain(ours).collect();
    let axis = "share of the operations counted (%)";
    let Some(chart) = stacked("Mix of operations", axis, piles) else {
        return Ok(None);
    };
    Ok(Some(Block::Figure {
        narrow: chart.render(Width::Narrow)?,
        wide: chart.render(Width::Wide)?,
        caption: "Values, environments, calls, updates and selections as shares of their sum; in \"all workloads\" each weighs the same."
            .to_owned(),
    }))
}

fn table(report: &Report) -> Table {
    let section = &report.representativeness;
    let names = section.reference.named().map(|(name, _)| name);
    let head: Vec<&str> = names.into_iter().chain(["distance"]).collect();
    let mut table = Table::new(
        "For 100 calls, and over the published amount",
        &["workload"],
        &head,
    );
    let reference = section.reference_per_100_calls.named();
    let plain =
        reference.map(|(_, amount)| amount.map_or_else(|| UNKNOWN.to_owned(), number::significant));
    table.row(&[REFERENCE], plain.into_iter().chain(["0".to_owned()]));
    for entry in entries(report) {
        let amounts = entry.per_100_calls.named().into_iter().zip(reference);
        let cells = amounts.map(|((_, ours), (_, published))| match (ours, published) {
            (Some(ours), Some(published)) if published > 0.0 => {
                format!(
                    "{} ({}×)",
                    number::significant(ours),
                    number::significant(ours / published)
                )
            }
            (Some(ours), _) => number::significant(ours),
            (None, _) => UNKNOWN.to_owned(),
        });
        let distance = entry
            .distance
            .map_or_else(|| UNKNOWN.to_owned(), |distance| format!("{distance:.2}"));
        table.row(&[&name(entry)], cells.chain([distance]));
    }
    table
}
