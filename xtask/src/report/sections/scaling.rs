//! How costs grow with the work: exponents, and whether the native stack stays flat.

use super::super::data::{EngineData, SizeData, WorkloadData};
use super::super::fit;
use super::super::model::{
    Cell, EngineScaling, Fit, Fits, Point, ScalingRow, ScalingSection, Source, StackGrowth,
    StackVerdict, WorkMeasure,
};
use super::Measurements;

/// Native stack may differ by this much between sizes and still count as flat: other operations nest a few native calls
/// more or less, whatever the depth of the program. It is less than a hundred bytes for each level of depth added.
const FLAT_WITHIN: u64 = 4096;

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> ScalingSection {
    let rows: Vec<ScalingRow> = measurements.workloads.iter().map(row).collect();
    let engines = measurements
        .workloads
        .first()
        .map_or_else(Vec::new, |data| names(data));
    let native_stack = engines
        .iter()
        .enumerate()
        .map(|(index, engine)| verdict(engine, index, &rows))
        .collect();
    ScalingSection {
        source,
        rows,
        native_stack,
    }
}

fn names(data: &WorkloadData<'_>) -> Vec<String> {
    data.engines
        .iter()
        .map(|engine| engine.engine.clone())
        .collect()
}

fn row(data: &WorkloadData<'_>) -> ScalingRow {
    let work_measure = if data.workload.size_is_work {
        WorkMeasure::Size
    } else {
        WorkMeasure::DispatchedInstructions
    };
    let work: Vec<Option<f64>> = (0..data.sizes.len())
        .map(|index| work(data, work_measure, index))
        .collect();
    let engines = data
        .engines
        .iter()
        .map(|engine| scaling(data, engine, &work))
        .collect();
    ScalingRow {
        workload: data.workload.name.clone(),
        work_measure,
        engines,
    }
}

fn work(data: &WorkloadData<'_>, measure: WorkMeasure, index: usize) -> Option<f64> {
    match measure {
        WorkMeasure::Size => Some(data.sizes[index].size.value as f64),
        WorkMeasure::DispatchedInstructions => {
            let counted = data.engines.first()?.sizes[index].counted.measured()?;
            Some(counted.statistics.dispatch.instructions as f64)
        }
    }
}

fn scaling(data: &WorkloadData<'_>, engine: &EngineData, work: &[Option<f64>]) -> EngineScaling {
    let points: Vec<Cell<Point>> = engine
        .sizes
        .iter()
        .zip(&data.sizes)
        .zip(work)
        .map(|((measured, sized), work)| point(measured, &sized.size.name, sized.size.value, *work))
        .collect();
    let measured: Vec<&Point> = points.iter().filter_map(Cell::measured).collect();
    EngineScaling {
        engine: engine.engine.clone(),
        fits: fits(&measured),
        native_stack: growth(&measured),
        points,
    }
}

fn point(data: &SizeData, size_name: &str, size: i64, work: Option<f64>) -> Cell<Point> {
    data.counted.derive(
        |counted| {
            let dispatch = &counted.statistics.dispatch;
            Some(Point {
                size_name: size_name.to_owned(),
                size,
                work: work?,
                cpu_nanoseconds: data.cpu_nanoseconds,
                dispatched_instructions: dispatch.instructions,
                machine_instructions: data.machine_instructions.measured().copied(),
                heap_bytes: counted.heap_bytes(),
                native_stack_bytes: dispatch.peak_native_stack_bytes,
            })
        },
        "the default engine gave no answer to measure the work by",
    )
}

fn fits(points: &[&Point]) -> Fits {
    let fit = |cost: fn(&Point) -> Option<f64>| -> Option<Fit> {
        let known: Vec<(f64, f64)> = points
            .iter()
            .filter_map(|point| Some((point.work, cost(point)?)))
            .collect();
        fit::power_law(&known)
    };
    Fits {
        cpu_nanoseconds: fit(|point| point.cpu_nanoseconds),
        dispatched_instructions: fit(|point| Some(point.dispatched_instructions as f64)),
        machine_instructions: fit(|point| Some(point.machine_instructions? as f64)),
        heap_bytes: fit(|point| Some(point.heap_bytes as f64)),
        native_stack_bytes: fit(|point| Some(point.native_stack_bytes as f64)),
    }
}

fn growth(points: &[&Point]) -> Option<StackGrowth> {
    let smallest_bytes = points.first()?.native_stack_bytes;
    let largest_bytes = points.last()?.native_stack_bytes;
    (points.len() > 1).then(|| StackGrowth {
        smallest_bytes,
        largest_bytes,
        grows: largest_bytes > smallest_bytes + FLAT_WITHIN,
    })
}

fn verdict(engine: &str, index: usize, rows: &[ScalingRow]) -> StackVerdict {
    let of = |row: &ScalingRow| row.engines.get(index).cloned();
    let names = |wanted: fn(&EngineScaling) -> bool| -> Vec<String> {
        rows.iter()
            .filter(|row| of(row).is_some_and(|scaling| wanted(&scaling)))
            .map(|row| row.workload.clone())
            .collect()
    };
    let known = rows
        .iter()
        .any(|row| of(row).is_some_and(|scaling| scaling.native_stack.is_some()));
    let grows_on = names(|scaling| scaling.native_stack.is_some_and(|stack| stack.grows));
    let most_bytes = rows
        .iter()
        .filter_map(of)
        .flat_map(|scaling| scaling.points)
        .filter_map(|point| point.measured().map(|point| point.native_stack_bytes))
        .max();
    StackVerdict {
        engine: engine.to_owned(),
        grows: known.then_some(!grows_on.is_empty()),
        grows_on,
        most_bytes: most_bytes.unwrap_or_default(),
        failed_on: names(|scaling| {
            let failed = |point: &Cell<Point>| match point {
                Cell::Failed(_) => true,
                Cell::Measured(_) | Cell::Missing(_) => false,
            };
            scaling.points.iter().any(failed)
        }),
    }
}
