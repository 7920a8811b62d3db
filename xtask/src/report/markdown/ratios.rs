//! Sections of ratios: summary, per operation, scaling, ablation, representativeness.

use super::super::model::{
    Cell, CostKind, Fit, Mix, Operation, PerOperation, Relative, Report, Representativeness, Row,
};
use super::begin;
use super::table::{
    Text, absent, cell, estimate, head, known, millions, milliseconds, ratio, thousands,
};

/// Every engine relative to the baseline.
pub fn summary(text: &mut Text, report: &Report) {
    begin(text, "Summary", &report.summary.source);
    let means = report.summary.means.iter().map(|mean| {
        vec![
            mean.engine.clone(),
            format!("{} of {}", mean.answered, report.workloads.len()),
            known(mean.wall_time_ratio, ratio),
            known(mean.cpu_time_ratio, ratio),
            known(mean.machine_instructions_ratio, ratio),
            known(mean.dispatched_instructions_ratio, ratio),
            known(mean.heap_bytes_ratio, ratio),
        ]
    });
    text.paragraph(&format!(
        "Relative to {}: below 1 needs less. Geometric means over all workloads.",
        report.baseline
    ));
    text.table(
        &head(&[
            "engine",
            "answered",
            "wall time",
            "CPU time",
            "machine instructions",
            "dispatched instructions",
            "heap bytes",
        ]),
        &means.collect::<Vec<_>>(),
    );
    targets(text, report);
    let rows: Vec<Vec<String>> = report
        .summary
        .rows
        .iter()
        .zip(&report.workloads)
        .flat_map(|(row, workload)| summary_rows(report, row, workload.size))
        .collect();
    text.table(
        &head(&[
            "workload",
            "size",
            "wall ms",
            "engine",
            "wall ratio",
            "CPU ratio",
            "machine Minstr.",
            "at",
            "ratio",
            "dispatched",
            "heap bytes",
        ]),
        &rows,
    );
}

fn targets(text: &mut Text, report: &Report) {
    for target in &report.summary.targets {
        let verdict = match target.holds {
            Some(true) => "holds",
            Some(false) => "DOES NOT HOLD",
            None => "is not known",
        };
        let found = match &target.machine_instructions_ratio {
            Cell::Measured(found) => ratio(*found),
            Cell::Failed(reason) | Cell::Missing(reason) => reason.clone(),
        };
        text.paragraph(&format!(
            "Machine instructions of {} over those of {}, geometric mean: {found}; promised at most {}: {verdict}.",
            target.engine,
            target.other,
            ratio(target.at_most)
        ));
    }
}

fn summary_rows(report: &Report, row: &Row<Relative>, size: i64) -> Vec<Vec<String>> {
    let line = |(engine, relative): (&String, &Cell<Relative>)| {
        let figure = |show: fn(&Relative) -> String| cell(relative, show);
        vec![
            row.workload.clone(),
            size.to_string(),
            figure(|r| milliseconds(r.wall_nanoseconds)),
            engine.clone(),
            figure(|r| known(r.wall_time_ratio, estimate)),
            figure(|r| known(r.cpu_time_ratio, estimate)),
            figure(|r| known(r.machine_instructions, millions)),
            figure(|r| known(r.machine_instructions_size.clone(), |name| name)),
            figure(|r| known(r.machine_instructions_ratio, ratio)),
            figure(|r| known(r.dispatched_instructions_ratio, ratio)),
            figure(|r| known(r.heap_bytes_ratio, ratio)),
        ]
    };
    report.engines.iter().zip(&row.cells).map(line).collect()
}

/// More work against dearer work.
pub fn per_operation(text: &mut Text, report: &Report) {
    begin(text, "Per operation", &report.per_operation.source);
    for kind in CostKind::ALL {
        let mut rows = Vec::new();
        for row in &report.per_operation.rows {
            for (engine, measured) in report.engines.iter().zip(&row.cells) {
                if let Some(line) = measured.measured().and_then(|found| cost_row(found, kind)) {
                    let mut cells = vec![row.workload.clone(), engine.clone()];
                    cells.extend(line);
                    rows.push(cells);
                }
            }
        }
        if rows.is_empty() {
            text.paragraph(&format!("Of {} nothing is known.", kind.name()));
            continue;
        }
        text.subtitle(&format!("Per operation: {}", kind.name()));
        let baseline = &report.baseline;
        text.table(
            &head(&[
                "workload",
                "engine",
                "size",
                "total",
                &format!("/ {baseline}"),
                &format!("per {}", Operation::DispatchedInstruction.name()),
                "more × dearer",
                &format!("per {}", Operation::Force.name()),
                "more × dearer",
                &format!("per {}", Operation::Call.name()),
                "more × dearer",
            ]),
            &rows,
        );
    }
}

fn cost_row(measured: &PerOperation, kind: CostKind) -> Option<Vec<String>> {
    let cost = measured.costs.iter().find(|cost| cost.kind == kind)?;
    let mut cells = vec![
        measured.size.to_string(),
        thousands(cost.total),
        known(cost.ratio, ratio),
    ];
    for operation in Operation::ALL {
        let share = cost
            .shares
            .iter()
            .find(|share| share.operation == operation);
        cells.push(known(share, |share| format!("{:.3}", share.per_operation)));
        let factors = share.and_then(|share| share.more_work.zip(share.dearer_work));
        cells.push(known(factors, |(more, dearer)| {
            format!("{more:.2} × {dearer:.2}")
        }));
    }
    Some(cells)
}

/// Exponents and native stack.
pub fn scaling(text: &mut Text, report: &Report) {
    begin(text, "Scaling", &report.scaling.source);
    for verdict in &report.scaling.native_stack {
        let found = match verdict.grows {
            Some(true) => format!("grows on {}", verdict.grows_on.join(", ")),
            Some(false) => "flat on all workloads".to_owned(),
            None => "not known".to_owned(),
        };
        let failed = if verdict.failed_on.is_empty() {
            String::new()
        } else {
            format!("; gives up on {}", verdict.failed_on.join(", "))
        };
        text.paragraph(&format!(
            "Native stack of {}: {found}; at most {} bytes{failed}.",
            verdict.engine,
            thousands(verdict.most_bytes)
        ));
    }
    let mut rows = Vec::new();
    for row in &report.scaling.rows {
        for engine in &row.engines {
            let fits = &engine.fits;
            rows.push(vec![
                row.workload.clone(),
                row.work_measure.name().to_owned(),
                engine.engine.clone(),
                exponent(fits.cpu_nanoseconds),
                exponent(fits.dispatched_instructions),
                exponent(fits.machine_instructions),
                exponent(fits.heap_bytes),
                exponent(fits.native_stack_bytes),
                known(engine.native_stack, |stack| {
                    format!(
                        "{} → {}{}",
                        thousands(stack.smallest_bytes),
                        thousands(stack.largest_bytes),
                        if stack.grows { ", grows" } else { "" }
                    )
                }),
            ]);
        }
    }
    text.table(
        &head(&[
            "exponent against",
            "work",
            "engine",
            "CPU time",
            "dispatched",
            "machine",
            "heap bytes",
            "native stack",
            "native stack bytes",
        ]),
        &rows,
    );
}

fn exponent(fit: Option<Fit>) -> String {
    let Some(fit) = fit else {
        return absent();
    };
    match fit.standard_error {
        Some(error) => format!("{:.2} ± {error:.2}", fit.exponent),
        None => format!("{:.2}", fit.exponent),
    }
}

/// What each optimization is worth.
pub fn ablation(text: &mut Text, report: &Report) {
    let section = &report.ablation;
    begin(text, "Ablation", &section.source);
    if section.ablations.is_empty() {
        text.paragraph("There is no optimization that can be left out.");
        return;
    }
    text.paragraph(&format!(
        "{} without one optimization, over the full engine: above 1 needs more without it.",
        section.engine
    ));
    let rows: Vec<Vec<String>> = section
        .ablations
        .iter()
        .map(|ablation| {
            vec![
                ablation.name.clone(),
                known(ablation.machine_instructions_ratio, ratio),
                known(ablation.cpu_time_ratio, ratio),
                known(ablation.heap_bytes_ratio, ratio),
                known(ablation.allocator_calls_ratio, ratio),
                ablation.description.clone(),
            ]
        })
        .collect();
    text.table(
        &head(&[
            "without",
            "machine",
            "CPU time",
            "heap bytes",
            "allocator calls",
            "instead",
        ]),
        &rows,
    );
    let mut rows = Vec::new();
    for ablation in &section.ablations {
        for row in &ablation.rows {
            rows.push(vec![
                ablation.name.clone(),
                row.workload.clone(),
                cell(&row.cell, |cost| {
                    known(cost.machine_instructions_ratio, ratio)
                }),
                cell(&row.cell, |cost| known(cost.cpu_time_ratio, estimate)),
                cell(&row.cell, |cost| known(cost.heap_bytes_ratio, ratio)),
                cell(&row.cell, |cost| known(cost.allocator_calls_ratio, ratio)),
            ]);
        }
    }
    text.table(
        &head(&[
            "without",
            "workload",
            "machine",
            "CPU time",
            "heap bytes",
            "allocator calls",
        ]),
        &rows,
    );
}

/// Each workload's mix beside the published one.
pub fn representativeness(text: &mut Text, report: &Report) {
    let section = &report.representativeness;
    begin(text, "Representativeness", &section.source);
    let amounts = |mix: &Mix| -> Vec<String> {
        mix.named()
            .iter()
            .filter(|(name, _)| *name != "calls")
            .map(|(_, amount)| known(*amount, |amount| format!("{amount:.1}")))
            .collect()
    };
    let line = |entry: &Representativeness| {
        let mut cells = vec![entry.workload.clone()];
        cells.extend(amounts(&entry.per_100_calls));
        cells.push(known(entry.distance, |distance| format!("{distance:.2}")));
        cells.push(if entry.near { "near" } else { "" }.to_owned());
        cells
    };
    let mut reference = vec!["whole query of nixpkgs".to_owned()];
    reference.extend(amounts(&section.reference_per_100_calls));
    reference.extend([String::new(), String::new()]);
    let mut rows = vec![reference];
    rows.extend(section.workloads.iter().map(line));
    rows.push(line(&section.all));
    text.table(
        &head(&[
            "for 100 calls",
            "values",
            "environments",
            "thunks",
            "updates",
            "selections",
            "distance",
            "",
        ]),
        &rows,
    );
    let rows: Vec<Vec<String>> = section
        .correspondence
        .iter()
        .map(|entry| {
            vec![
                entry.published.clone(),
                entry.ours.clone(),
                entry.differs.clone(),
            ]
        })
        .collect();
    text.table(&head(&["published", "counted here", "difference"]), &rows);
}
