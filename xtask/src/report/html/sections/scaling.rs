//! How costs grow.

use super::super::chart::{Entry, Line, LineChart, number, palette};
use super::super::page::{Block, Section, SmallChart, Table};
use super::super::parts::{UNKNOWN, excuse, excuses_of, section};
use crate::error::Result;
use crate::report::model::{
    Cell, EngineScaling, Fit, Fits, Point, Report, ScalingRow, WorkMeasure,
};

const INTRO: &str = "Each workload at several sizes, on logarithmic axes: a straight line means that the cost grows as a power of the size, \
    and the exponent beside an engine's name is that power. 0 is constant, 1 proportional, 2 quadratic. Two parallel lines \
    differ by a factor, two of different slope differ by more the larger the program.";

/// Something that grows.
struct Metric {
    name: &'static str,
    /// Whether its charts are shown at first.
    open: bool,
    format: fn(f64) -> String,
    /// The same for the marks of an axis, which are powers of ten and what lies between.
    axis: fn(f64) -> String,
    value: fn(&Point) -> Option<f64>,
    fit: fn(&Fits) -> Option<Fit>,
}

const METRICS: [Metric; 5] = [
    Metric {
        name: "CPU time",
        open: true,
        format: number::time,
        axis: number::time,
        value: |point| point.cpu_nanoseconds,
        fit: |fits| fits.cpu_nanoseconds,
    },
    Metric {
        name: "Dispatched instructions",
        open: false,
        format: number::short,
        axis: number::short,
        value: |point| Some(point.dispatched_instructions as f64),
        fit: |fits| fits.dispatched_instructions,
    },
    Metric {
        name: "Machine instructions",
        open: false,
        format: number::short,
        axis: number::short,
        value: |point| point.machine_instructions.map(|count| count as f64),
        fit: |fits| fits.machine_instructions,
    },
    Metric {
        name: "Heap bytes",
        open: false,
        format: number::bytes,
        axis: number::decimal_bytes,
        value: |point| Some(point.heap_bytes as f64),
        fit: |fits| fits.heap_bytes,
    },
    Metric {
        name: "Native stack",
        open: true,
        format: number::bytes,
        axis: number::decimal_bytes,
        value: |point| Some(point.native_stack_bytes as f64),
        fit: |fits| fits.native_stack_bytes,
    },
];

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let scaling = &report.scaling;
    let mut blocks = vec![Block::Table(verdicts(report))];
    blocks.extend(excuses(report));
    blocks.push(Block::Details {
        summary: "Fitted exponents".to_owned(),
        open: false,
        blocks: vec![Block::Table(exponents(report))],
    });
    for metric in &METRICS {
        let charts = scaling.rows.iter().map(|row| chart(row, metric));
        blocks.push(Block::Details {
            summary: format!("{} over size", metric.name),
            open: metric.open,
            blocks: vec![Block::Charts(charts.collect::<Result<_>>()?)],
        });
    }
    let table = Block::Table(points(report));
    blocks.push(Block::Details {
        summary: "All points".to_owned(),
        open: false,
        blocks: vec![table],
    });
    Ok(section(
        "scaling",
        "Scaling",
        INTRO,
        &scaling.source,
        blocks,
    ))
}

fn chart(row: &ScalingRow, metric: &Metric) -> Result<SmallChart> {
    let line = |(place, scaling): (usize, &EngineScaling)| {
        let points = scaling.points.iter().filter_map(Cell::measured);
        let points: Vec<(f64, f64)> = points
            .filter_map(|point| (metric.value)(point).map(|value| (point.work, value)))
            .collect();
        let growth = match (metric.fit)(&scaling.fits) {
            Some(fit) => format!(" n^{}", exponent_text(fit)),
            // Nothing has no place on a logarithmic axis.
            None if points.iter().all(|point| point.1 == 0.0) && !points.is_empty() => {
                ": always 0".to_owned()
            }
            None => String::new(),
        };
        Line {
            entry: Entry {
                name: format!("{}{growth}", scaling.engine),
                color: palette::engine(place),
                mark: Line::mark(place),
            },
            points,
        }
    };
    let chart = LineChart {
        title: format!(
            "{}: {} over {}",
            row.workload,
            metric.name,
            row.work_measure.name()
        ),
        horizontal: match row.work_measure {
            WorkMeasure::Size => "size (n)".to_owned(),
            WorkMeasure::DispatchedInstructions => "dispatched instructions (n)".to_owned(),
        },
        format: metric.axis,
        lines: row.engines.iter().enumerate().map(line).collect(),
    };
    Ok(SmallChart {
        title: format!("{}: {}", row.workload, metric.name),
        svg: chart.render()?,
    })
}

fn exponent_text(fit: Fit) -> String {
    // What rounds to nothing has no sign.
    let exponent = if fit.exponent.abs() < 0.005 {
        0.0
    } else {
        fit.exponent
    };
    format!("{exponent:.2}").replace('-', "−")
}

fn verdicts(report: &Report) -> Table {
    let mut table = Table::new(
        "Whether the native stack grows with the size",
        &["engine", "grows", "on", "no answer at some size"],
        &["most native stack"],
    );
    let list = |names: &[String]| {
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    };
    for verdict in &report.scaling.native_stack {
        let grows = match verdict.grows {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        };
        table.row(
            &[
                &verdict.engine,
                grows,
                &list(&verdict.grows_on),
                &list(&verdict.failed_on),
            ],
            [number::bytes(verdict.most_bytes as f64)],
        );
    }
    table
}

fn exponents(report: &Report) -> Table {
    let names = METRICS.each_ref().map(|metric| metric.name);
    let mut table = Table::new(
        "Fitted exponents with their standard errors",
        &["workload", "over", "engine"],
        &names,
    );
    for row in &report.scaling.rows {
        let over = match row.work_measure {
            WorkMeasure::Size => "size",
            WorkMeasure::DispatchedInstructions => "instructions",
        };
        for scaling in &row.engines {
            let fits = METRICS
                .each_ref()
                .map(|metric| match (metric.fit)(&scaling.fits) {
                    Some(fit) => {
                        let error = fit.standard_error.map(|error| format!(" ± {error:.2}"));
                        format!("{}{}", exponent_text(fit), error.unwrap_or_default())
                    }
                    None => UNKNOWN.to_owned(),
                });
            table.row(&[&row.workload, over, &scaling.engine], fits);
        }
    }
    table
}

fn excuses(report: &Report) -> Vec<Block> {
    let engines = report.scaling.rows.iter().flat_map(|row| {
        let engines = row.engines.iter();
        engines.map(|scaling| (row.workload.as_str(), scaling))
    });
    excuses_of(engines.flat_map(|(workload, scaling)| {
        let points = scaling.points.iter();
        points.map(move |point| (workload, scaling.engine.as_str(), excuse(point)))
    }))
}

fn points(report: &Report) -> Table {
    let names = METRICS.each_ref().map(|metric| metric.name);
    let head: Vec<&str> = std::iter::once("size").chain(names).collect();
    let mut table = Table::new("Costs at each size", &["workload", "engine"], &head);
    for row in &report.scaling.rows {
        for scaling in &row.engines {
            for point in scaling.points.iter().filter_map(Cell::measured) {
                let costs = METRICS.each_ref().map(|metric| {
                    (metric.value)(point).map_or_else(|| UNKNOWN.to_owned(), metric.format)
                });
                let size = std::iter::once(format!(
                    "{} ({})",
                    number::signed(point.size),
                    point.size_name
                ));
                table.row(&[&row.workload, &scaling.engine], size.chain(costs));
            }
        }
    }
    table
}
