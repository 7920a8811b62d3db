//! Wall time with criterion: every benchmark of the catalogue, its id `phase/workload/engine/size`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use framelab_benches::catalogue::{self, Benchmark};
use framelab_benches::{Phase, Subject, check, evaluate};
use framelab_eval::statistics::Statistics;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut criterion = settings().configure_from_args();
    match bench(&mut criterion) {
        Ok(()) => {
            criterion.final_summary();
            ExitCode::SUCCESS
        }
        Err(message) => fail(&message),
    }
}

/// So short that all benchmarks together take some minutes; options such as `--measurement-time` change it.
fn settings() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(500))
        .sample_size(20)
        .nresamples(20_000)
        .without_plots()
}

fn bench(criterion: &mut Criterion) -> Result<(), String> {
    let programs = catalogue::programs().map_err(|error| error.to_string())?;
    let cache = tempfile::tempdir().map_err(|error| format!("no folder for programs: {error}"))?;
    let benchmarks =
        catalogue::counted(&programs, cache.path()).map_err(|error| error.to_string())?;
    for benchmark in &benchmarks {
        let name = format!("{}/{}", benchmark.phase, benchmark.workload);
        let mut group = criterion.benchmark_group(name);
        group
            .throughput(throughput(benchmark)?)
            // A sample of one evaluation, or of as many each time.
            .sampling_mode(SamplingMode::Flat);
        let id = BenchmarkId::new(&benchmark.engine, &benchmark.size);
        group.bench_function(id, |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| timed(benchmark)).sum());
        });
        group.finish();
    }
    Ok(())
}

/// What a benchmark gets through: bytes of source, rounds of a micro-benchmark's loop, or instructions of the machine.
///
/// They are counted by an evaluation whose answer is checked: what fails ends the benches before it is timed.
fn throughput(benchmark: &Benchmark) -> Result<Throughput, String> {
    let engine = benchmark.running_engine().to_owned();
    let counted = run(benchmark, &Subject::Counting(engine), |work| work())?.1;
    Ok(match benchmark.phase {
        Phase::Parse | Phase::Compile => Throughput::Bytes(counted.source.bytes),
        Phase::Execute | Phase::Whole if benchmark.is_micro => {
            Throughput::Elements(benchmark.prepared.argument.unsigned_abs())
        }
        Phase::Execute | Phase::Whole => {
            let dispatched = counted.dispatch.map(|dispatch| dispatch.instructions);
            Throughput::Elements(dispatched.unwrap_or_default())
        }
    })
}

/// The time of the phase alone.
fn timed(benchmark: &Benchmark) -> Duration {
    let time = run(benchmark, &benchmark.subject(), |work| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    match time {
        Ok((time, _)) => time,
        // Criterion takes no error; what fails now has not failed before.
        Err(message) => {
            fail(&message);
            std::process::exit(1)
        }
    }
}

/// Evaluates once and checks the answer.
fn run<R: Send>(
    benchmark: &Benchmark,
    subject: &Subject,
    around: impl FnOnce(&mut dyn FnMut()) -> R + Send,
) -> Result<(R, Statistics), String> {
    let evaluation = evaluate(subject, &benchmark.program(), benchmark.phase, around)
        .ok_or_else(|| format!("there is no {subject:?}"))?;
    let failed = |problem: String| format!("{}: {problem}", benchmark.id());
    let answered = evaluation.outcome.map_err(failed)?;
    check(Some(&benchmark.prepared.answer), &answered.text).map_err(failed)?;
    Ok((answered.measured, evaluation.statistics))
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}
