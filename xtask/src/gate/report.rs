//! What the self-test found, for people: on standard output, in METHODOLOGY.md and in the report.

use super::noise::{Noise, Planted, rule};
use crate::error::Result;
use crate::generated::Part;
use crate::report::markdown::table::{Text, head};
use crate::report::model::Source;

/// Where the findings stand.
const FINDINGS: Part = Part {
    document: "METHODOLOGY.md",
    begin: "<!-- `cargo xtask gate --self-test` writes this -->",
    end: "<!-- end of what the self-test found -->",
    command: "cargo xtask gate --self-test",
};

/// What made the findings.
pub fn source(noise: &Noise) -> Source {
    Source {
        commands: vec![noise.command.clone()],
        notes: vec![format!(
            "Found at {} on {}, {}.",
            noise.revision.short(),
            noise.date_utc,
            noise.fingerprint.rustc
        )],
        ..Source::default()
    }
}

/// How large the noise is and what follows from it.
pub fn noise_sentence(noise: &Noise) -> String {
    format!(
        "Noise: counts of the same source in {} layouts, run in {} surroundings each, lie at most {:.5} % apart (`{}`). So changes \
         of up to **{} %** are none: {}.",
        noise.layouts.builds,
        noise.layouts.runs,
        noise.floor_percent,
        noise.floor_benchmark,
        noise.threshold_percent,
        rule()
    )
}

/// The findings as Markdown.
pub fn markdown(noise: &Noise) -> String {
    let mut text = Text::default();
    let Source {
        commands, notes, ..
    } = source(noise);
    text.line(&format!("`{}`: {}", commands.join("`, `"), notes.join(" ")));
    add_findings(&mut text, noise);
    text.finish()
}

/// The findings without who found them.
pub fn add_findings(text: &mut Text, noise: &Noise) {
    text.paragraph(&noise_sentence(noise));
    text.paragraph(&format!(
        "False alarms: {} in {} judgements of the same source.",
        noise.same_source.alarms, noise.same_source.trials
    ));
    let row = |plant: &Planted| {
        vec![
            plant.name.clone(),
            format!("{:+.2} %", plant.change_percent),
            format!("`{}`", plant.benchmark),
            format!("{:+.3}", plant.exponent_change),
            format!("{} of {}", plant.found.alarms, plant.found.trials),
            format!("{} of {}", plant.guilty_first, plant.found.trials),
            format!("`{}`", plant.function),
        ]
    };
    let rows: Vec<Vec<String>> = noise.plants.iter().map(row).collect();
    text.table(
        &head(&[
            "planted",
            "largest change",
            "in",
            "exponent of growth",
            "found",
            "guilty function first",
            "which is",
        ]),
        &rows,
    );
}

/// Puts the findings into the document.
pub fn write_into_document(noise: &Noise) -> Result<()> {
    FINDINGS.write(&markdown(noise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::noise;

    #[test]
    fn the_document_has_what_the_self_test_found() {
        let noise = noise::read().expect("the findings are committed");
        FINDINGS.check(&markdown(&noise)).expect("it is up to date");
    }
}
