//! The page of the history: means and steps on top, then every benchmark by phase.

mod benchmarks;
mod conditions;

use framelab_benches::Phase;
use framelab_benches::catalogue::SHARED;
use framelab_eval::engine;

use super::overview::{Index, indices};
use super::series::{Change, History, Series};
use super::steps::{self, COLUMNS};
use crate::error::Result;
use crate::report::html::chart::{
    Break, Direction, Entry, Line, Spot, Trend, TrendChart, Unit, palette,
};
use crate::report::html::page::{Block, Page, Section, SmallChart, Table};

/// Where METHODOLOGY.md is, seen from `reports/history`.
const METHOD: &str = "../../METHODOLOGY.md";

/// So many steps are shown at first; the others are folded.
const SHOWN_STEPS: usize = 30;

const QUESTION: &str = "What became dearer or cheaper, when, and by which change? Every point is a record: the counts of \
    one revision. Point at it to see the revision and the value.";

const OVERVIEW: &str = "The geometric mean over the benchmarks of a phase, in per cent of the first record; where \
    records do not compare, lines break and begin anew at 100 %. Below are the changes that stand out from those before them. In \
    all charts, triangles mark such steps: upward ones are dearer, downward ones cheaper. Vertical axes do not begin at nothing.";

/// The whole page.
pub fn render(history: &History) -> Result<String> {
    let mut sections = vec![overview(history)?, conditions::render(history)];
    for phase in Phase::ALL {
        sections.extend(benchmarks::render(history, phase)?);
    }
    let page = Page {
        title: format!("Framelab history: {}", history.metric.title),
        when: when(history),
        question: QUESTION,
        warnings: Vec::new(),
        engines: engine::NAMES.iter().map(|&name| name.to_owned()).collect(),
        sections,
    };
    page.text()
}

fn when(history: &History) -> String {
    let records = &history.records;
    let (Some(first), Some(last)) = (records.first(), records.last()) else {
        return "no records".to_owned();
    };
    format!(
        "{} records from {} to {}; the newest is of revision {}, counted with {} and {}",
        records.len(),
        steps::day(first),
        steps::day(last),
        last.revision.short(),
        last.fingerprint.rustc,
        last.fingerprint.valgrind,
    )
}

/// A section of this page.
fn section(
    history: &History,
    id: &'static str,
    title: &'static str,
    intro: &'static str,
    blocks: Vec<Block>,
) -> Section {
    Section {
        id,
        title,
        intro,
        missing: Vec::new(),
        notes: Vec::new(),
        commands: vec![
            "cargo xtask record".to_owned(),
            format!("cargo xtask history --metric {}", history.metric.name),
        ],
        method: METHOD,
        blocks,
    }
}

fn overview(history: &History) -> Result<Section> {
    let indices = indices(history);
    let mut charts = Vec::new();
    for phase in Phase::ALL {
        let of_phase: Vec<&Index<'_>> = indices
            .iter()
            .filter(|index| index.phase == phase.name())
            .collect();
        if !of_phase.is_empty() {
            charts.push(mean_chart(history, phase, &of_phase)?);
        }
    }
    let mut blocks = vec![
        Block::Charts(charts),
        Block::Heading("Significant steps".to_owned()),
    ];
    blocks.extend(step_tables(history));
    Ok(section(history, "overview", "Overview", OVERVIEW, blocks))
}

fn mean_chart(history: &History, phase: Phase, indices: &[&Index<'_>]) -> Result<SmallChart> {
    let spot = |index: &Index<'_>, place: usize| {
        let value = index.values[place]?;
        Some(Spot {
            value,
            text: format!(
                "{}: {value:.2} %, {} of {} benchmarks",
                point_name(history, place),
                index.engine,
                index.benchmarks[place]
            ),
            step: None,
        })
    };
    let line = |index: &&Index<'_>| Trend {
        entry: entry(index.engine),
        spots: (0..index.values.len())
            .map(|place| spot(index, place))
            .collect(),
    };
    let title = format!("{phase}: {}", history.metric.title);
    let chart = TrendChart {
        title: format!("{title}, geometric mean"),
        vertical: "mean, % of the first record".to_owned(),
        unit: Unit::Percent,
        dates: history.records.iter().map(steps::day).collect(),
        breaks: breaks(history),
        lines: indices.iter().map(line).collect(),
    };
    Ok(SmallChart {
        title,
        svg: chart.render()?,
    })
}

/// An engine in its colour.
fn entry(name: &str) -> Entry {
    let place = engine::NAMES.iter().position(|known| *known == name);
    let place = place.unwrap_or_default();
    Entry {
        name: if name == SHARED {
            "all engines".to_owned()
        } else {
            name.to_owned()
        },
        color: palette::engine(place),
        mark: Line::mark(place),
    }
}

/// Day and revision of a record.
fn point_name(history: &History, place: usize) -> String {
    let record = &history.records[place];
    format!("{}, {}", steps::day(record), record.revision.short())
}

fn breaks(history: &History) -> Vec<Break> {
    let reason = |names: Vec<&str>| format!("does not compare: {} changed", names.join(", "));
    let all = history.breaks.iter().map(|one| Break {
        before: one.place,
        reason: reason(one.fields.iter().map(|field| field.0.as_str()).collect()),
    });
    all.collect()
}

fn step_tables(history: &History) -> Vec<Block> {
    let steps = history.steps();
    if steps.is_empty() {
        return vec![Block::Paragraph(
            "None: no change between neighbours exceeds its threshold.".to_owned(),
        )];
    }
    let table = |caption: &str, part: &[(&Series, &Change)]| {
        let mut table = Table::new(caption, &COLUMNS, &[]);
        let rows = part
            .iter()
            .map(|(series, step)| steps::row(history, series, step).to_vec());
        table.rows = rows.collect();
        Block::Table(table)
    };
    let (newest, older) = steps.split_at(steps.len().min(SHOWN_STEPS));
    let mut blocks = vec![table("The newest first", newest)];
    if !older.is_empty() {
        blocks.push(Block::Details {
            summary: format!("{} more", older.len()),
            open: false,
            blocks: vec![table("Older and smaller steps", older)],
        });
    }
    if steps::needs_footnote(&steps) {
        blocks.push(Block::Paragraph(steps::footnote()));
    }
    blocks
}

/// Where a step leads.
fn direction(change: &Change) -> Option<Direction> {
    change.is_step.then_some(if change.after > change.before {
        Direction::Dearer
    } else {
        Direction::Cheaper
    })
}
