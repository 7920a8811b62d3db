//! Which records there are, which of them do not compare and why, and which benchmarks came and went.

use super::super::series::{Differs, History};
use super::section;
use crate::report::html::page::{Block, Section, Table};

const INTRO: &str = "What was counted, and what counts depend on besides. Where a part of that changed, records before and after do not \
    compare: every line breaks there, and no step is computed.";

/// A value longer than this is shown by the words that changed.
const LONG: usize = 80;

/// The section.
pub fn render(history: &History) -> Section {
    let mut blocks = Vec::new();
    for one in &history.breaks {
        blocks.push(Block::Heading(format!(
            "Not comparable: {} and before",
            super::point_name(history, one.place)
        )));
        blocks.push(Block::Facts(facts(one)));
    }
    let turnover = turnover(history);
    if !turnover.is_empty() {
        blocks.push(Block::Heading(
            "Benchmarks that appeared or disappeared".to_owned(),
        ));
        blocks.push(Block::Facts(turnover));
    }
    blocks.push(Block::Details {
        summary: format!("All {} records", history.records.len()),
        open: false,
        blocks: vec![Block::Table(records(history))],
    });
    section(history, "records", "Records", INTRO, blocks)
}

fn facts(one: &Differs) -> Vec<(String, String)> {
    let fields = one.fields.iter();
    fields
        .map(|(name, before, after)| (name.clone(), difference(before, after)))
        .collect()
}

/// Before and after, or of long lists of words those that differ.
fn difference(before: &str, after: &str) -> String {
    if before.len().max(after.len()) <= LONG {
        return format!("{before} → {after}");
    }
    let only_in = |text: &str, other: &str| {
        let known: Vec<&str> = other.split_whitespace().collect();
        let words = text.split_whitespace();
        let new: Vec<&str> = words.filter(|word| !known.contains(word)).collect();
        new.join(" ")
    };
    let (gone, new) = (only_in(before, after), only_in(after, before));
    match (gone.as_str(), new.as_str()) {
        ("", "") => "the same words in another order".to_owned(),
        ("", new) => format!("new: {new}"),
        (gone, "") => format!("gone: {gone}"),
        (gone, new) => format!("gone: {gone}; new: {new}"),
    }
}

fn turnover(history: &History) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for place in 1..history.records.len() {
        let (appeared, disappeared) = history.turnover(place);
        for (what, ids) in [("appeared", appeared), ("disappeared", disappeared)] {
            if !ids.is_empty() {
                let name = super::point_name(history, place);
                facts.push((name, format!("{what}: {}", ids.join(", "))));
            }
        }
    }
    facts
}

fn records(history: &History) -> Table {
    let mut table = Table::new(
        "The newest first",
        &["recorded", "revision", "committed", "subject"],
        &["benchmarks"],
    );
    for record in history.records.iter().rev() {
        let committed = record.revision.date.as_deref().unwrap_or("—");
        let revision = record.revision.short();
        let labels = [
            &record.date,
            &revision,
            committed,
            record.revision.subject(),
        ];
        table.row(&labels, [record.benchmarks.len().to_string()]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_shown_by_what_differs() {
        let many = "adx aes avx avx2 bmi1 bmi2 fma fxsr lzcnt movbe pclmulqdq popcnt rdrand rdseed sse sse2 ssse3";
        assert_eq!(difference("3.19", "3.20"), "3.19 → 3.20");
        let more = format!("{many} vaes");
        assert_eq!(difference(many, &more), "new: vaes");
        assert_eq!(difference(&more, many), "gone: vaes");
        let other = more.replace("adx", "sha");
        assert_eq!(difference(many, &other), "gone: adx; new: sha vaes");
    }
}
