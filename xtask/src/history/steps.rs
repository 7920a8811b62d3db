//! The significant steps as rows of a table, for the page and for a terminal.

use super::format::Record;
use super::series::{Change, History, Series};
use super::significance::{DEFAULT_PERCENT, LEAST_HISTORY};
use crate::report::markdown::table::{Text, head};

/// The columns of [`row`].
pub const COLUMNS: [&str; 6] = [
    "date",
    "revision",
    "benchmark",
    "change",
    "threshold",
    "subject",
];

/// A step as text.
pub fn row(history: &History, series: &Series, step: &Change) -> [String; 6] {
    let record = &history.records[step.place];
    [
        day(record),
        record.revision.short(),
        series.id.clone(),
        change(step),
        threshold(step),
        record.revision.subject().to_owned(),
    ]
}

/// The day of a record.
pub fn day(record: &Record) -> String {
    record.moment().strftime("%Y-%m-%d").to_string()
}

/// The change in per cent with its sign.
pub fn change(change: &Change) -> String {
    match change.percent {
        Some(percent) => signed_percent(percent),
        None => "from nothing".to_owned(),
    }
}

/// Per cent with a sign and the decimals that tell it from nothing.
pub fn signed_percent(percent: f64) -> String {
    let sign = match percent {
        percent if percent > 0.0 => "+",
        percent if percent < 0.0 => "−",
        _ => "",
    };
    format!("{sign}{}", percent_text(percent.abs()))
}

/// Per cent without a sign.
fn percent_text(percent: f64) -> String {
    match percent {
        0.0 => "0 %".to_owned(),
        percent if percent < 0.001 => "<0.001 %".to_owned(),
        percent if percent < 0.1 => format!("{percent:.3} %"),
        percent => format!("{percent:.2} %"),
    }
}

fn threshold(step: &Change) -> String {
    let mark = match step.threshold.changes {
        Some(_) => "",
        None => "*",
    };
    format!("{}{mark}", percent_text(step.threshold.percent))
}

/// What the mark at a threshold means.
pub fn footnote() -> String {
    format!("* fixed at {DEFAULT_PERCENT} %: fewer than {LEAST_HISTORY} changes before it compare.")
}

/// Whether any step has the mark.
pub fn needs_footnote(steps: &[(&Series, &Change)]) -> bool {
    steps
        .iter()
        .any(|(_, step)| step.threshold.changes.is_none())
}

/// The steps for a terminal.
pub fn markdown(history: &History) -> String {
    let mut text = Text::default();
    let steps = history.steps();
    let title = history.metric.title;
    let records = history.records.len();
    text.line(&match steps.len() {
        0 => format!("No significant step of {title} in {records} records."),
        count => format!("Significant steps of {title}: {count} in {records} records."),
    });
    let rows: Vec<Vec<String>> = steps
        .iter()
        .map(|(series, step)| row(history, series, step).to_vec())
        .collect();
    text.table(&head(&COLUMNS), &rows);
    if needs_footnote(&steps) {
        text.paragraph(&footnote().replacen('*', "\\*", 1));
    }
    text.finish()
}
