//! `index.html`: the report as one page that needs nothing else.

pub mod chart;
pub mod page;
mod parts;
mod sections;
#[cfg(test)]
pub mod tests;

use page::Page;
use sections::{
    ablation, allocation, dispatch, flamegraphs, gate, per_operation, provenance,
    representativeness, scaling, summary, times,
};

use super::model::{Mode, Report};
use crate::error::Result;

const QUESTION: &str = "Three machines run the same bytecode over the same values: one with a trampoline, one with a generator for \
    everything that may suspend, one with an optimized frame stack. What does each cost, and why?";

/// The whole page.
pub fn render(report: &Report) -> Result<String> {
    let provenance = &report.provenance;
    let host = &provenance.host;
    let mut sections = vec![
        summary::render(report)?,
        times::render(report),
        dispatch::render(report)?,
        allocation::render(report)?,
        per_operation::render(report)?,
        scaling::render(report)?,
        ablation::render(report)?,
        flamegraphs::render(report),
        representativeness::render(report)?,
    ];
    sections.extend(report.gate.as_ref().map(gate::render));
    sections.push(provenance::render(report));
    let page = Page {
        title: "Framelab report".to_owned(),
        when: format!(
            "{}, revision {}, {}",
            provenance.date_utc,
            provenance.revision.short(),
            host.cpu_model.as_deref().unwrap_or("unknown processor"),
        ),
        question: QUESTION,
        warnings: warnings(report),
        engines: report.engines.clone(),
        sections,
    };
    page.text()
}

/// What a reader has to know before believing a number.
fn warnings(report: &Report) -> Vec<String> {
    let mut warnings = Vec::new();
    match report.mode {
        Mode::Full => {}
        Mode::Quick => warnings.push(
            "A quick report: small sizes and few runs. It shows that everything works; it is no basis for a comparison."
                .to_owned(),
        ),
    }
    if report.provenance.host.profile != "release" {
        warnings.push("This build is not optimized: its times mean nothing.".to_owned());
    }
    warnings
}
