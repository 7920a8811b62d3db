//! What several sections are made of: bars of all engines, stacks of tallies, cells as text.

use super::chart::{
    Bar, BarChart, BarGroup, Entry, Mark, Stack, StackedChart, Width, number, palette,
};
use super::page::{Block, Note, Section, SmallChart};
use crate::error::Result;
use crate::report::model::{Cell, Report, Row, Source};

/// What stands where a figure would, if it is not there.
pub const UNKNOWN: &str = "—";

/// Where METHODOLOGY.md is, seen from `reports/latest`.
const METHOD: &str = "../../METHODOLOGY.md";

/// A section of what `source` measured.
pub fn section(
    id: &'static str,
    title: &'static str,
    intro: &'static str,
    source: &Source,
    blocks: Vec<Block>,
) -> Section {
    Section {
        id,
        title,
        intro,
        missing: source.missing_tools.clone(),
        notes: source.notes.iter().map(|note| Note::new(note)).collect(),
        commands: source.commands.clone(),
        method: METHOD,
        blocks,
    }
}

/// The engines as entries of a legend, in the report's order.
pub fn engines(report: &Report) -> Vec<Entry> {
    let entry = |(place, name): (usize, &String)| Entry {
        name: name.clone(),
        color: palette::engine(place),
        mark: Mark::Box,
    };
    report.engines.iter().enumerate().map(entry).collect()
}

/// A figure of a bar.
pub struct Figure {
    /// Its length.
    pub value: f64,
    /// Where the true value probably lies.
    pub interval: Option<(f64, f64)>,
    /// As text.
    pub label: String,
}

impl Figure {
    /// A ratio without an interval.
    pub fn ratio(value: f64) -> Self {
        Self {
            value,
            interval: None,
            label: times(value),
        }
    }
}

/// A chart with a group for each workload and a bar for each engine.
pub fn engine_bars<T>(
    report: &Report,
    title: &str,
    axis: &str,
    rows: &[Row<T>],
    figure: impl Fn(&T) -> Option<Figure>,
) -> BarChart {
    let place = report
        .engines
        .iter()
        .position(|engine| *engine == report.baseline);
    let group = |row: &Row<T>| {
        let baseline = place.and_then(|place| row.cells.get(place)?.measured());
        let unknown = if baseline.is_some() {
            "not measured"
        } else {
            "no baseline"
        };
        BarGroup {
            name: row.workload.clone(),
            bars: row
                .cells
                .iter()
                .map(|cell| bar(cell, &figure, unknown))
                .collect(),
        }
    };
    BarChart {
        title: title.to_owned(),
        axis: axis.to_owned(),
        series: engines(report),
        groups: rows.iter().map(group).collect(),
        reference: Some(1.0),
    }
}

/// A bar; `unknown` says why something measured has no figure.
fn bar<T>(cell: &Cell<T>, figure: impl Fn(&T) -> Option<Figure>, unknown: &str) -> Bar {
    match cell {
        Cell::Measured(value) => {
            figure(value).map_or_else(|| no_bar(unknown), |found| bar_of(Some(found)))
        }
        Cell::Failed(_) => no_bar("no answer"),
        Cell::Missing(_) => no_bar("not measured"),
    }
}

fn no_bar(reason: &str) -> Bar {
    Bar {
        value: None,
        whisker: None,
        label: reason.to_owned(),
    }
}

/// A bar, or the word that there is none.
pub fn bar_of(figure: Option<Figure>) -> Bar {
    match figure {
        Some(figure) => Bar {
            value: Some(figure.value),
            whisker: figure.interval,
            label: figure.label,
        },
        None => no_bar("not measured"),
    }
}

/// A chart over the whole page.
pub fn wide_bars(chart: &BarChart, caption: &str) -> Result<Block> {
    Ok(Block::Figure {
        narrow: chart.render(Width::Narrow)?,
        wide: chart.render(Width::Wide)?,
        caption: caption.to_owned(),
    })
}

/// A chart beside others.
pub fn small_bars(chart: &BarChart, title: &str) -> Result<SmallChart> {
    Ok(SmallChart {
        title: title.to_owned(),
        svg: chart.render(Width::Narrow)?,
    })
}

/// One bar of a stacked chart: its name, what stands beside it, and its parts by name.
pub struct Pile<'n> {
    /// Its name.
    pub name: &'n str,
    /// What stands beside the name.
    pub label: String,
    /// Its parts; a name may be missing.
    pub parts: Vec<(&'n str, f64)>,
}

/// Piles with shared parts: the largest have a colour each, the others share one. `None` if nothing is there.
pub fn stacked(title: &str, axis: &str, piles: Vec<Pile<'_>>) -> Option<StackedChart> {
    let mut totals: Vec<(&str, f64)> = Vec::new();
    for (name, amount) in piles.iter().flat_map(|pile| &pile.parts) {
        match totals.iter_mut().find(|(known, _)| known == name) {
            Some((_, total)) => *total += amount,
            None => totals.push((name, *amount)),
        }
    }
    totals.retain(|(_, total)| *total > 0.0);
    if totals.is_empty() {
        return None;
    }
    totals.sort_by(|one, other| other.1.total_cmp(&one.1));
    let shown = if totals.len() > palette::categories() {
        palette::categories() - 1
    } else {
        totals.len()
    };
    let others = totals.len() - shown;
    totals.truncate(shown);
    let mut parts: Vec<String> = totals.iter().map(|(name, _)| (*name).to_owned()).collect();
    if others > 0 {
        parts.push(format!("{others} others"));
    }
    let stack = |pile: Pile<'_>| {
        let mut values = vec![0.0; parts.len()];
        for (name, amount) in &pile.parts {
            let place = totals.iter().position(|(known, _)| known == name);
            values[place.unwrap_or(parts.len() - 1)] += amount;
        }
        Stack {
            name: pile.name.to_owned(),
            label: pile.label,
            values,
        }
    };
    Some(StackedChart {
        title: title.to_owned(),
        axis: axis.to_owned(),
        stacks: piles.into_iter().map(stack).collect(),
        parts,
    })
}

/// A stacked chart of one workload with a bar for each engine; `None` if nothing happened anywhere.
pub fn engine_stacks<'r, T>(
    report: &'r Report,
    row: &'r Row<T>,
    title: &str,
    axis: &str,
    format: fn(f64) -> String,
    parts: impl Fn(&'r T) -> Vec<(&'r str, f64)>,
) -> Result<Option<SmallChart>> {
    let pile = |(engine, cell): (&'r String, &'r Cell<T>)| {
        let parts = cell.measured().map(&parts);
        Pile {
            name: engine,
            label: match (&parts, cell) {
                (Some(parts), _) => format(parts.iter().map(|(_, amount)| amount).sum()),
                (None, Cell::Failed(_)) => "no answer".to_owned(),
                (None, Cell::Measured(_) | Cell::Missing(_)) => "not measured".to_owned(),
            },
            parts: parts.unwrap_or_default(),
        }
    };
    let piles = report.engines.iter().zip(&row.cells).map(pile).collect();
    let name = format!("{}: {title}", row.workload);
    let Some(chart) = stacked(&name, axis, piles) else {
        return Ok(None);
    };
    Ok(Some(SmallChart {
        title: title.to_owned(),
        svg: chart.render(Width::Narrow)?,
    }))
}

/// The text of a figure, or why there is none.
pub fn cell_text<T>(cell: &Cell<T>, text: impl FnOnce(&T) -> String) -> String {
    match cell {
        Cell::Measured(value) => text(value),
        Cell::Failed(_) => "no answer".to_owned(),
        Cell::Missing(_) => "not measured".to_owned(),
    }
}

/// The cells of all rows with the names of workload and engine.
pub fn each<'r, T>(
    report: &'r Report,
    rows: &'r [Row<T>],
) -> impl Iterator<Item = (&'r str, &'r str, &'r Cell<T>)> {
    rows.iter().flat_map(|row| {
        let cells = report.engines.iter().zip(&row.cells);
        cells.map(|(engine, cell)| (row.workload.as_str(), engine.as_str(), cell))
    })
}

/// What failed and what was not measured, each reason once.
pub fn excuses<T>(report: &Report, rows: &[Row<T>]) -> Vec<Block> {
    excuses_of(each(report, rows).map(|(workload, engine, cell)| (workload, engine, excuse(cell))))
}

/// Why there is no figure: whether it failed or was left out, and the reason.
pub fn excuse<T>(cell: &Cell<T>) -> Option<(&'static str, &str)> {
    match cell {
        Cell::Measured(_) => None,
        Cell::Failed(message) => Some(("no answer", message)),
        Cell::Missing(reason) => Some(("not measured", reason)),
    }
}

/// The same for cells that are not in rows.
pub fn excuses_of<'c>(
    cells: impl Iterator<Item = (&'c str, &'c str, Option<(&'static str, &'c str)>)>,
) -> Vec<Block> {
    let mut excuses: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for (workload, engine, excuse) in cells {
        let Some((what, reason)) = excuse else {
            continue;
        };
        let place = format!("{workload} on {engine}");
        match excuses
            .iter_mut()
            .find(|one| (one.0, one.1) == (what, reason))
        {
            Some((_, _, places)) if places.contains(&place) => {}
            Some((_, _, places)) => places.push(place),
            None => excuses.push((what, reason, vec![place])),
        }
    }
    if excuses.is_empty() {
        return Vec::new();
    }
    let facts = excuses.into_iter().map(|(what, reason, places)| {
        let first = match places.as_slice() {
            [] | [_] | [_, _] | [_, _, _] => places.join(", "),
            [one, two, rest @ ..] => format!("{one}, {two} and {} others", rest.len()),
        };
        (format!("{first}: {what}"), reason.to_owned())
    });
    vec![Block::Facts(facts.collect())]
}

/// A ratio as text.
pub fn times(ratio: f64) -> String {
    format!("{}×", number::significant(ratio))
}

/// A ratio as text, if there is one.
pub fn maybe_times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| UNKNOWN.to_owned(), times)
}

/// A whole number as text, if there is one.
pub fn maybe_thousands(number: Option<u64>) -> String {
    number.map_or_else(|| UNKNOWN.to_owned(), number::thousands)
}
