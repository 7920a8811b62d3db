//! The report as text for a terminal: the sections of the page, as compact tables.

mod details;
mod ratios;
pub mod table;

use super::model::{Mode, Report, Source};
use crate::gate::report as gate;
use table::Text;

/// The whole document.
pub fn render(report: &Report) -> String {
    let mut text = Text::default();
    text.line("# Report\n");
    text.line(report.provenance.markdown().trim_end());
    match report.mode {
        Mode::Full => {}
        Mode::Quick => text.paragraph(
            "A quick report: small sizes and few runs. It shows that everything works; it is no basis for a comparison.",
        ),
    }
    if report.provenance.host.profile != "release" {
        text.paragraph("This build is not optimized: its times mean nothing.");
    }
    text.paragraph(
        "`METHODOLOGY.md` says how each figure is measured and what it does not mean, `BIAS.md` what favours which engine.",
    );
    ratios::summary(&mut text, report);
    details::times(&mut text, report);
    details::dispatch(&mut text, report);
    details::allocation(&mut text, report);
    ratios::per_operation(&mut text, report);
    ratios::scaling(&mut text, report);
    ratios::ablation(&mut text, report);
    details::flamegraphs(&mut text, report);
    ratios::representativeness(&mut text, report);
    if let Some(noise) = &report.gate {
        begin(&mut text, "The gate", &gate::source(noise));
        gate::add_findings(&mut text, noise);
    }
    text.finish()
}

/// A section's title and how its figures were made.
fn begin(text: &mut Text, title: &str, source: &Source) {
    text.line(&format!("\n## {title}\n"));
    for note in &source.notes {
        text.line_once(note);
    }
    for missing in &source.missing_tools {
        text.line(&format!(
            "**{} is not installed: {}. To install it: `{}`.**",
            missing.tool, missing.consequence, missing.remedy
        ));
    }
    if !source.commands.is_empty() {
        text.line("");
    }
    for command in &source.commands {
        text.line(&format!("    {command}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::samples;
    use super::*;

    #[test]
    fn every_section_is_there_in_order() {
        let text = render(&samples::report());
        let mut last = 0;
        for title in [
            "Summary",
            "Times",
            "Dispatch",
            "Allocation",
            "Per operation",
            "Scaling",
            "Ablation",
            "Flamegraphs",
            "Representativeness",
        ] {
            let place = text.find(&format!("\n## {title}\n"));
            let place = place.unwrap_or_else(|| panic!("{title} is missing from\n{text}"));
            assert!(place > last, "{title}");
            last = place;
        }
        assert!(text.contains("A quick report"), "{text}");
        assert!(
            text.contains("| fib      |   18 |    2.50 |    one |"),
            "{text}"
        );
        assert!(text.contains("stack overflow"), "{text}");
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_head() {
        let text = render(&samples::report());
        let mut width = None;
        for line in text.lines() {
            if !line.starts_with('|') {
                width = None;
                continue;
            }
            let cells = line.matches('|').count();
            assert_eq!(*width.get_or_insert(cells), cells, "{line}");
        }
    }

    #[test]
    fn a_missing_tool_is_named_with_its_remedy() {
        let mut report = samples::report();
        report.scaling.source.missing_tools = vec![super::super::model::MissingTool {
            tool: "valgrind".to_owned(),
            consequence: "no machine instructions are counted".to_owned(),
            remedy: "apt-get install valgrind".to_owned(),
        }];
        let text = render(&report);
        assert!(text.contains("valgrind is not installed"), "{text}");
        assert!(text.contains("`apt-get install valgrind`"), "{text}");
    }
}
