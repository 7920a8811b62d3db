//! What the self-test found, for people: on standard output, in METHODOLOGY.md and in the report.

use super::noise::{Noise, Planted, rule};
use crate::error::Result;
use crate::generated::Part;
use crate::report::markdown::table::{Text, head};

/// Where the findings stand.
const FINDINGS: Part = Part {
    document: "METHODOLOGY.md",
    begin: "<!-- `cargo xtask gate --self-test` writes this -->",
    end: "<!-- end of what the self-test found -->",
    command: "cargo xtask gate --self-test",
};

/// The findings as Markdown.
pub fn markdown(noise: &Noise) -> String {
    let mut text = Text::default();
    text.line(&format!(
        "Found by `{}` at {} on {}, {}.",
        noise.command,
        noise.revision.short(),
        noise.date_utc,
        noise.fingerprint.rustc
    ));
    text.paragraph(&format!(
        "Noise: counts of the same source in {} layouts, run in {} surroundings each, lie at most {:.5} % apart (`{}`). So changes \
         of up to **{} %** are none: {}.",
        noise.layouts.builds,
        noise.layouts.runs,
        noise.floor_percent,
        noise.floor_benchmark,
        noise.threshold_percent,
        rule()
    ));
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
    text.finish()
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
