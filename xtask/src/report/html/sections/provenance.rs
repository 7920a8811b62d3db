//! Of what, where and by which command.

use super::super::chart::number;
use super::super::page::{Block, Section, Table};
use super::super::parts::section;
use crate::report::model::{Report, Source};

const INTRO: &str = "The programs that were run, the machine, the build and the revision. Numbers of different hosts, compilers or profiles \
    do not compare; counts of the same revision do.";

/// The section.
pub fn render(report: &Report) -> Section {
    let mut workloads = Table::new(
        "Workloads",
        &["workload", "stresses", "size"],
        &["argument"],
    );
    for workload in &report.workloads {
        workloads.row(
            &[&workload.name, &workload.stresses, &workload.size_name],
            [number::signed(workload.size)],
        );
    }
    let source = Source {
        commands: vec![report.provenance.command.clone()],
        ..Source::default()
    };
    let blocks = vec![Block::Facts(facts(report)), Block::Table(workloads)];
    section("host", "Host, revision, commands", INTRO, &source, blocks)
}

fn facts(report: &Report) -> Vec<(String, String)> {
    let provenance = &report.provenance;
    let host = &provenance.host;
    let unknown = || "unknown".to_owned();
    let memory = host.memory_bytes.map(|bytes| number::bytes(bytes as f64));
    let mut facts = vec![
        ("Command", provenance.command.clone()),
        ("Date", provenance.date_utc.clone()),
        ("Revision", provenance.revision.short()),
        ("Processor", host.cpu_model.clone().unwrap_or_else(unknown)),
        ("Cores", host.cpu_cores.to_string()),
        ("Memory", memory.unwrap_or_else(unknown)),
        ("System", host.kernel.clone()),
        ("Compiler", host.rustc.clone()),
        ("Target", host.target.clone()),
        (
            "Profile",
            format!(
                "{}, optimization level {}",
                host.profile, host.optimization_level
            ),
        ),
        ("Allocator", host.allocator.clone()),
        ("Engines", report.engines.join(", ")),
        ("Baseline", report.baseline.clone()),
        (
            "Schema of report.json",
            format!("version {}", report.schema_version),
        ),
    ];
    let mut commands: Vec<&String> = Vec::new();
    for command in sources(report)
        .into_iter()
        .flat_map(|source| &source.commands)
    {
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    facts.extend(
        commands
            .into_iter()
            .map(|command| ("Section's command", command.clone())),
    );
    facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn sources(report: &Report) -> [&Source; 9] {
    [
        &report.summary.source,
        &report.times.source,
        &report.dispatch.source,
        &report.allocation.source,
        &report.per_operation.source,
        &report.scaling.source,
        &report.ablation.source,
        &report.flamegraphs.source,
        &report.representativeness.source,
    ]
}
