//! What holds for every page, on a small report and on one of the size of a real one.

pub mod browser;

use std::env;

use super::render;
use crate::report::model::{
    Ablation, AblationRow, Cell, EngineScaling, Flamegraph, Mean, MissingTool, Report,
    Representativeness, Row, ScalingRow, StackVerdict, Tally, WorkloadEntry, samples,
};

const ENGINES: [&str; 3] = ["frame-stack", "generator", "trampoline"];

const WORKLOADS: [&str; 12] = [
    "fib",
    "takeuchi",
    "call-depth",
    "list-pipelines",
    "attrset-updates",
    "string-building",
    "json-roundtrip",
    "lib",
    "module-system",
    "overlays",
    "call-package",
    "version-solver",
];

const OPCODES: [&str; 12] = [
    "local",
    "capture",
    "select",
    "call",
    "force",
    "constant",
    "jump-if-false",
    "add",
    "less",
    "thunk",
    "closure",
    "return",
];

/// A row for each workload and a cell for each engine, varied by a factor; one cell has failed.
fn rows<T: Clone>(rows: &[Row<T>], vary: impl Fn(&mut T, f64)) -> Vec<Row<T>> {
    let sample = rows[0].cells[0].measured().expect("the sample is measured");
    let cell = |workload: usize, engine: usize| {
        if WORKLOADS[workload] == "call-depth" && ENGINES[engine] == "trampoline" {
            return Cell::Failed("error: stack overflow; max-call-depth exceeded".to_owned());
        }
        let mut varied = sample.clone();
        vary(&mut varied, factor(workload, engine));
        Cell::Measured(varied)
    };
    let row = |workload: usize| Row {
        workload: WORKLOADS[workload].to_owned(),
        cells: (0..ENGINES.len())
            .map(|engine| cell(workload, engine))
            .collect(),
    };
    (0..WORKLOADS.len()).map(row).collect()
}

/// The baseline has 1, the default engine less, the generator engine more.
fn factor(workload: usize, engine: usize) -> f64 {
    let step = workload as f64 * 0.04;
    [0.4 + step, 2.5 + 6.0 * step, 1.0][engine]
}

/// A report with all engines and workloads.
fn large() -> Report {
    let mut report = samples::report();
    report.engines = ENGINES.map(str::to_owned).to_vec();
    report.baseline = "trampoline".to_owned();
    report.workloads = WORKLOADS
        .map(|name| WorkloadEntry {
            name: name.to_owned(),
            ..report.workloads[0].clone()
        })
        .to_vec();
    summary(&mut report);
    report.times.rows = rows(&report.times.rows, |times, factor| {
        times.wall_nanoseconds.median *= factor;
    });
    report.dispatch.rows = rows(&report.dispatch.rows, |dispatch, factor| {
        dispatch.instructions_by_opcode = OPCODES
            .iter()
            .enumerate()
            .map(|(place, name)| Tally {
                name: (*name).to_owned(),
                count: (1e6 * (1.0 + factor) / (1.0 + place as f64 * factor)) as u64,
            })
            .collect();
        dispatch.instructions = dispatch
            .instructions_by_opcode
            .iter()
            .map(|tally| tally.count)
            .sum();
    });
    report.allocation.rows = rows(&report.allocation.rows, |allocation, factor| {
        let used = allocation.allocator.as_mut().expect("the sample has it");
        // The generator engine asks a hundred times as often: shown by factors.
        used.calls = (1e4 * if factor > 1.5 { 100.0 * factor } else { factor }) as u64;
    });
    report.per_operation.rows = rows(&report.per_operation.rows, |measured, factor| {
        for share in measured.costs.iter_mut().flat_map(|cost| &mut cost.shares) {
            share.dearer_work = Some(factor);
        }
    });
    scaling(&mut report);
    rest(&mut report);
    report
}

fn summary(report: &mut Report) {
    report.summary.rows = rows(&report.summary.rows, |relative, factor| {
        let estimate = relative.cpu_time_ratio.as_mut().expect("the sample has it");
        estimate.median = factor;
        estimate.lower = factor * 0.96;
        estimate.upper = factor * 1.05;
        relative.machine_instructions_ratio = Some(factor);
    });
    report.summary.means = (0..ENGINES.len())
        .map(|engine| Mean {
            engine: ENGINES[engine].to_owned(),
            cpu_time_ratio: Some(factor(5, engine)),
            ..report.summary.means[0].clone()
        })
        .collect();
}

fn scaling(report: &mut Report) {
    let sample = report.scaling.rows[0].clone();
    let engine = |workload: usize, engine: usize| {
        let mut points = sample.engines[0].points.clone();
        for (place, point) in points.iter_mut().enumerate() {
            let Cell::Measured(point) = point else {
                continue;
            };
            let size = 2f64.powi(place as i32);
            point.work = 10.0 * size;
            point.cpu_nanoseconds =
                Some(1e6 * factor(workload, engine) * size.powf(1.0 + 0.1 * workload as f64));
            if ENGINES[engine] == "trampoline" {
                point.native_stack_bytes *= size as u64;
            }
        }
        EngineScaling {
            engine: ENGINES[engine].to_owned(),
            points,
            ..sample.engines[0].clone()
        }
    };
    report.scaling.rows = (0..WORKLOADS.len())
        .map(|workload| ScalingRow {
            workload: WORKLOADS[workload].to_owned(),
            engines: (0..ENGINES.len())
                .map(|place| engine(workload, place))
                .collect(),
            ..sample.clone()
        })
        .collect();
    report.scaling.native_stack = ENGINES
        .map(|engine| StackVerdict {
            engine: engine.to_owned(),
            ..report.scaling.native_stack[0].clone()
        })
        .to_vec();
}

fn rest(report: &mut Report) {
    let ablation = report.ablation.ablations[0].clone();
    report.ablation.engine = ENGINES[0].to_owned();
    report.ablation.ablations = [
        "inline-force",
        "direct-builtins",
        "pooled-generators",
        "early-evaluation",
    ]
    .map(|name| Ablation {
        name: name.to_owned(),
        rows: WORKLOADS
            .map(|workload| AblationRow {
                workload: workload.to_owned(),
                ..ablation.rows[0].clone()
            })
            .to_vec(),
        ..ablation.clone()
    })
    .to_vec();
    let sample = report.representativeness.workloads[0].clone();
    report.representativeness.workloads = WORKLOADS
        .map(|workload| Representativeness {
            workload: workload.to_owned(),
            ..sample.clone()
        })
        .to_vec();
    let picture = report.flamegraphs.graphs[0].clone();
    let of_workload = |workload: &'static str| {
        let picture = picture.clone();
        ENGINES.map(move |engine| Flamegraph {
            workload: workload.to_owned(),
            engine: engine.to_owned(),
            file: format!("flamegraphs/{workload}-{engine}.svg"),
            ..picture.clone()
        })
    };
    report.flamegraphs.graphs = WORKLOADS.into_iter().flat_map(of_workload).collect();
}

/// The page of the large report; also written to where `FRAMELAB_HTML` says, to be looked at.
fn page() -> String {
    let page = render(&large()).expect("it can be written");
    if let Some(path) = env::var_os("FRAMELAB_HTML") {
        std::fs::write(path, &page).expect("it can be written there");
    }
    page
}

const SECTIONS: [&str; 11] = [
    "summary",
    "times",
    "dispatch",
    "allocation",
    "per-operation",
    "scaling",
    "ablation",
    "flamegraphs",
    "representativeness",
    "gate",
    "host",
];

/// The text of a section.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page
        .find(&format!("<section id=\"{id}\">"))
        .expect("it is there");
    let length = page[start..].find("</section>").expect("it ends");
    &page[start..start + length]
}

/// The charts of a page.
fn charts(page: &str) -> Vec<&str> {
    let starts = page
        .match_indices("<svg class=\"chart\"")
        .map(|(start, _)| start);
    let chart = |start: usize| {
        let end = page[start..].find("</svg>").expect("it ends") + "</svg>".len();
        &page[start..start + end]
    };
    starts.map(chart).collect()
}

#[test]
fn every_section_is_there_and_in_the_table_of_contents() {
    let page = page();
    let mut after = 0;
    for id in SECTIONS {
        assert!(
            page.contains(&format!("<a href=\"#{id}\">")),
            "{id} is not in the table of contents"
        );
        let place = page.find(&format!("<section id=\"{id}\">")).expect(id);
        assert!(place > after, "{id} is out of order");
        after = place;
        let section = section(&page, id);
        assert!(section.contains("class=\"intro\""), "{id}");
        assert!(
            section.contains("<code>cargo xtask "),
            "{id} says no command"
        );
        assert!(section.contains("METHODOLOGY.md"), "{id}");
    }
}

#[test]
fn charts_name_every_engine_and_workload() {
    let page = page();
    let summary = charts(section(&page, "summary"));
    assert_eq!(summary.len(), 4, "two charts in two widths");
    for chart in summary {
        for name in WORKLOADS.iter().chain(&ENGINES) {
            assert!(
                chart.contains(&format!("{name}\n</text>"))
                    || chart.contains(&format!("{name}</text>")),
                "{name}"
            );
        }
    }
    for (id, most) in [("scaling", 5), ("dispatch", 6), ("allocation", 4)] {
        let section = section(&page, id);
        let charts = charts(section);
        assert!(charts.len() >= WORKLOADS.len(), "{id}");
        for workload in WORKLOADS {
            let named = format!("aria-label=\"{workload}: ");
            let of_workload: Vec<_> = charts
                .iter()
                .filter(|chart| chart.contains(&named))
                .collect();
            assert!((1..=most).contains(&of_workload.len()), "{id}: {workload}");
            for chart in of_workload {
                for engine in ENGINES {
                    assert!(chart.contains(engine), "{id}: {workload} on {engine}");
                }
            }
        }
    }
}

#[test]
fn charts_are_well_formed_and_scale() {
    let page = page();
    let charts = charts(&page);
    assert!(charts.len() > 100, "{}", charts.len());
    for chart in charts {
        let document =
            roxmltree::Document::parse(chart).unwrap_or_else(|error| panic!("{error}: {chart}"));
        let root = document.root_element();
        let sides = root.attribute("viewBox").expect("it has one").split(' ');
        let sides: Vec<f64> = sides.map(|side| side.parse().expect("a number")).collect();
        assert!(root.attribute("width").is_none() && root.attribute("aria-label").is_some());
        for text in document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
        {
            for (name, side) in [("x", sides[2]), ("y", sides[3])] {
                let place: f64 = text
                    .attribute(name)
                    .expect("it has a place")
                    .parse()
                    .expect("a number");
                assert!((0.0..=side).contains(&place), "{text:?}");
            }
        }
    }
}

#[test]
fn the_page_needs_nothing_else_and_is_small() {
    let page = page();
    assert!(page.len() < 6_000_000, "{}", page.len());
    for forbidden in ["http:", "https:", "<script", "<link", "@import", "<img"] {
        // The pictures are closed off and written in hexadecimal; their name space is no address to load from.
        let inside = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!inside.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn what_is_missing_is_said_in_place() {
    let mut report = large();
    report.per_operation.source.missing_tools = vec![MissingTool {
        tool: "valgrind".to_owned(),
        consequence: "No machine instructions.".to_owned(),
        remedy: "apt-get install valgrind".to_owned(),
    }];
    report.flamegraphs.source.notes =
        vec!["None was made; `cargo xtask profile` makes one.".to_owned()];
    report.ablation.ablations.clear();
    report.flamegraphs.graphs.clear();
    let page = render(&report).expect("it can be written");
    let place = section(&page, "per-operation");
    for part in [
        "No machine instructions.",
        "<b>valgrind</b>",
        "<code>apt-get install valgrind</code>",
    ] {
        assert!(place.contains(part), "{part}");
    }
    let flamegraphs = section(&page, "flamegraphs");
    assert!(flamegraphs.contains("made; <code class=\"inline\">cargo xtask profile</code> makes"));
    let summary = section(&page, "summary");
    assert!(summary.contains("no answer"), "a failure is shown");
    assert!(
        summary.contains("max-call-depth exceeded"),
        "with its message"
    );
}

#[test]
fn what_has_a_meaning_in_html_is_escaped() {
    let mut report = large();
    report.workloads[0].stresses = "<b onclick=\"x\">&".to_owned();
    for row in &mut report.summary.rows {
        row.workload = "<i>&\"'".to_owned();
    }
    let page = render(&report).expect("it can be written");
    assert!(!page.contains("<b onclick") && !page.contains("<i>"));
    for chart in charts(&page) {
        roxmltree::Document::parse(chart).unwrap_or_else(|error| panic!("{error}: {chart}"));
    }
}

#[test]
fn the_same_data_gives_the_same_page() {
    assert_eq!(page(), page());
    render(&samples::report()).expect("a small report is one, too");
}
