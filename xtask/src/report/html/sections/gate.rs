//! Whether the gate can be trusted: what its self-test found.

use super::super::page::{Block, Section, Table};
use super::super::parts::section;
use crate::gate::noise::{Noise, Trials};
use crate::gate::report::{noise_sentence, source};

const INTRO: &str = "The gate compares the counts of two revisions. How far counts of the same source lie apart was measured, and so was \
    whether slowdowns that were planted on purpose are found and blamed on the right function.";

/// The section.
pub fn render(noise: &Noise) -> Section {
    let Trials { trials, alarms } = noise.same_source;
    let mut planted = Table::new(
        "Planted slowdowns",
        &["planted", "shown by", "first in the ledger"],
        &[
            "largest change",
            "exponent of growth",
            "found",
            "guilty function first",
        ],
    );
    for plant in &noise.plants {
        let Trials { trials, alarms } = plant.found;
        planted.row(
            &[&plant.name, &plant.benchmark, &plant.function],
            [
                format!("{:+.2} %", plant.change_percent),
                format!("{:+.3}", plant.exponent_change),
                format!("{alarms} of {trials}"),
                format!("{} of {trials}", plant.guilty_first),
            ],
        );
    }
    let blocks = vec![
        Block::Paragraph(noise_sentence(noise).replace('`', "").replace("**", "")),
        Block::Paragraph(format!(
            "False alarms: {alarms} in {trials} judgements of the same source."
        )),
        Block::Table(planted),
    ];
    section("gate", "The gate", INTRO, &source(noise), blocks)
}
