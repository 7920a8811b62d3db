//! A comparison for people, as Markdown: what changed first, where it comes from, then everything.

use super::comparison::{Comparison, MetricChange, Row, Verdict, Work};
use super::ledger::{Changes, Entry, Ledger};
use super::scaling::Growth;
use crate::report::html::chart::number::{signed, thousands};
use crate::report::markdown::table::{Text, head, known};

/// How the whole comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For a terminal.
    Terminal,
    /// For a pull request: what did not change is folded.
    Comment,
}

/// Marks the comment, so that it can be found again.
const MARK: &str = "<!-- framelab gate -->";

/// The whole comparison.
pub fn markdown(comparison: &Comparison, style: Style) -> String {
    let mut text = Text::default();
    if style == Style::Comment {
        text.line(MARK);
    }
    text.line(&format!("## {}", sentence(comparison)));
    text.paragraph(&format!(
        "Base {}, now {}. Changes of up to {} % are none ({}).",
        comparison.base.short(),
        comparison.now.short(),
        comparison.threshold_percent,
        comparison.threshold_source
    ));
    let changed: Vec<&Row> = of_verdict(comparison, |verdict| verdict != Verdict::Unchanged);
    table(&mut text, &changed);
    growth_table(&mut text, comparison);
    for row in &changed {
        details(&mut text, row);
    }
    let unchanged = of_verdict(comparison, |verdict| verdict == Verdict::Unchanged);
    if !unchanged.is_empty() {
        let title = format!("Unchanged: {} benchmarks", unchanged.len());
        match style {
            Style::Terminal => {
                text.subtitle(&title);
                table(&mut text, &unchanged);
            }
            Style::Comment => {
                text.paragraph(&format!("<details><summary>{title}</summary>"));
                table(&mut text, &unchanged);
                text.paragraph("</details>");
            }
        }
    }
    text.finish()
}

/// What the gate says, in one line.
pub fn sentence(comparison: &Comparison) -> String {
    let count = |wanted: Verdict| {
        let rows = comparison.rows.iter();
        rows.filter(|row| row.verdict == wanted).count()
    };
    let grown = comparison
        .growth
        .iter()
        .filter(|growth| growth.verdict == Verdict::Regression)
        .count();
    let all = comparison.rows.len();
    let (worse, better) = (count(Verdict::Regression), count(Verdict::Improvement));
    let growing = match grown {
        0 => String::new(),
        grown => format!(", {grown} grow faster"),
    };
    if comparison.verdict == Verdict::Regression {
        format!("Gate: REGRESSION in {worse} of {all} benchmarks{growing}; {better} improved")
    } else {
        format!("Gate: pass; {all} benchmarks, {better} improved, none regressed")
    }
}

fn of_verdict(comparison: &Comparison, wanted: fn(Verdict) -> bool) -> Vec<&Row> {
    let rows = comparison.rows.iter();
    let mut rows: Vec<&Row> = rows.filter(|row| wanted(row.verdict)).collect();
    // The largest first; those that did not change stay in the order of the catalogue.
    let largest = |row: &Row| {
        let metrics = row.metrics.iter();
        let changed = metrics.filter(|change| change.verdict != Verdict::Unchanged);
        changed
            .map(|change| change.percent.unwrap_or(f64::INFINITY).abs())
            .fold(0.0, f64::max)
    };
    rows.sort_by(|one, other| {
        (other.verdict == Verdict::Regression)
            .cmp(&(one.verdict == Verdict::Regression))
            .then(largest(other).total_cmp(&largest(one)))
    });
    rows
}

fn table(text: &mut Text, rows: &[&Row]) {
    let lines: Vec<Vec<String>> = rows.iter().flat_map(|row| lines(row)).collect();
    text.table(
        &head(&["benchmark", "metric", "base", "now", "change", "verdict"]),
        &lines,
    );
}

/// A line for the instructions, and one for each other metric that changed.
fn lines(row: &Row) -> Vec<Vec<String>> {
    let shown = row
        .metrics
        .iter()
        .enumerate()
        .filter(|(place, change)| *place == 0 || change.verdict != Verdict::Unchanged);
    shown
        .map(|(_, change)| {
            vec![
                format!("`{}`", row.benchmark),
                change.metric.clone(),
                thousands(change.base),
                thousands(change.now),
                change_text(change),
                change.verdict.name().to_owned(),
            ]
        })
        .collect()
}

fn change_text(change: &MetricChange) -> String {
    match change.percent {
        Some(_) if change.base == change.now => "0".to_owned(),
        Some(percent) => percent_text(percent),
        None if change.now == 0 => "0".to_owned(),
        None => "from nothing".to_owned(),
    }
}

/// With a sign and three decimals: a gate's threshold is a fraction of a per cent.
pub fn percent_text(percent: f64) -> String {
    format!("{percent:+.3} %")
}

fn details(text: &mut Text, row: &Row) {
    text.subtitle(&format!("`{}`", row.benchmark));
    if let Some(work) = &row.work {
        text.paragraph(&work_sentence(work));
    }
    if let Some(ledger) = &row.ledger {
        ledger_tables(text, ledger);
    }
}

fn work_sentence(work: &Work) -> String {
    format!(
        "VM instructions: {} → {} ({}); machine instructions for each: {:.2} → {:.2} ({}).",
        thousands(work.base_vm_instructions),
        thousands(work.now_vm_instructions),
        percent_text(work.more_work_percent),
        work.base_cost,
        work.now_cost,
        percent_text(work.dearer_work_percent)
    )
}

fn ledger_tables(text: &mut Text, ledger: &Ledger) {
    changes_table(text, "function", &ledger.functions, ledger.total);
    changes_table(
        text,
        "source file, wherever inlined",
        &ledger.files,
        ledger.total,
    );
}

fn changes_table(text: &mut Text, what: &str, changes: &Changes, total: i64) {
    let row = |entry: &Entry| {
        vec![
            format!("`{}`", entry.name),
            known(entry.base, thousands),
            known(entry.now, thousands),
            signed(entry.change),
        ]
    };
    let mut rows: Vec<Vec<String>> = changes.named.iter().map(row).collect();
    let mut sum = |name: String, change: i64| {
        rows.push(vec![name, String::new(), String::new(), signed(change)]);
    };
    if changes.others > 0 {
        sum(format!("({} more)", changes.others), changes.other_change);
    }
    sum("(nowhere: the residual)".to_owned(), changes.residual);
    sum("(all)".to_owned(), total);
    text.table(&head(&[what, "base", "now", "change"]), &rows);
}

fn growth_table(text: &mut Text, comparison: &Comparison) {
    if comparison.growth.is_empty() {
        return;
    }
    text.subtitle("Growth");
    text.paragraph(
        "Exponents of machine instructions over the instructions dispatched on base; a change up to the amount allowed follows from \
         changes of the counts within the threshold.",
    );
    let row = |growth: &Growth| {
        vec![
            format!("`{}`", growth.benchmark),
            format!("{:.4}", growth.base_exponent),
            format!("{:.4}", growth.now_exponent),
            format!("{:+.4}", growth.now_exponent - growth.base_exponent),
            format!("{:.4}", growth.allowed),
            growth.verdict.name().to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = comparison.growth.iter().map(row).collect();
    text.table(
        &head(&["benchmark", "base", "now", "change", "allowed", "verdict"]),
        &rows,
    );
}
