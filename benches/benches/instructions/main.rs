//! Instructions of the processor, counted with callgrind through iai-callgrind: every benchmark of the catalogue, or those whose
//! ids contain what is given as an argument.
//!
//! The process that cargo starts looks for what is needed and says what is missing. If all is there it starts itself again,
//! as what iai-callgrind makes of a bench, and afterwards looks at what was counted: iai-callgrind is content with nothing.

use std::env;
use std::process::ExitCode;

use framelab_benches::catalogue::{self, Benchmark};
use framelab_benches::request::Request;
use framelab_benches::{Phase, REGION, iai};
use iai_callgrind::{
    Bench, BinaryBenchmark, BinaryBenchmarkConfig, BinaryBenchmarkGroup, Callgrind, Command,
};

mod counts;
mod mechanisms;
mod start;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Set in the environment of the second process, to what benchmarks are wanted.
const WANTED: &str = "FRAMELAB_WANTED_BENCHMARKS";

/// What iai-callgrind's macros make: a function `main`, which hands the benchmarks to the runner.
mod suite {
    use iai_callgrind::{binary_benchmark_group, main};

    binary_benchmark_group!(name = counted; benchmarks = |group| crate::add_benchmarks(group));
    main!(config = crate::configuration(); binary_benchmark_groups = counted);

    pub fn run() {
        main();
    }
}

fn main() -> ExitCode {
    if env::var_os(WANTED).is_some() {
        suite::run();
        return ExitCode::SUCCESS;
    }
    match count(&Request::new(env::args().skip(1))) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Counts what is asked for, or says why not.
fn count(request: &Request) -> Result<ExitCode, String> {
    if request.test {
        println!("instructions are counted by `cargo bench`, not by a test of the benches");
        return Ok(ExitCode::SUCCESS);
    }
    let benchmarks = selected(request)?;
    if request.list {
        for benchmark in &benchmarks {
            println!("{}: benchmark", benchmark.id());
        }
        return Ok(ExitCode::SUCCESS);
    }
    if cfg!(debug_assertions) {
        return Err("this is a debug build, whose instructions say nothing".to_owned());
    }
    let runner = match start::tools() {
        Ok(runner) => runner,
        Err(missing) => {
            println!("instructions are not counted: {missing}");
            println!("  cargo xtask setup    gets what is missing, or says how");
            return Ok(ExitCode::SUCCESS);
        }
    };
    if benchmarks.is_empty() {
        println!("no benchmark's id contains {}", request.wanted.join(" or "));
        return Ok(ExitCode::SUCCESS);
    }
    let home = start::products()?.join("iai");
    counts::forget(&home, &benchmarks)?;
    let status = start::again(request, WANTED, &runner, &home)?;
    if !status.success() {
        // iai-callgrind's codes have a meaning: 3 is a regression.
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
    }
    let counted = counts::read(&home, &benchmarks)?;
    counts::show(&counted);
    mechanisms::show(counts::with_benchmarks(&benchmarks, &counted));
    Ok(ExitCode::SUCCESS)
}

fn configuration() -> BinaryBenchmarkConfig {
    let mut callgrind = Callgrind::with_args([
        format!("--toggle-collect={REGION}"),
        // As the gate counts: no cache is simulated, and a function that calls itself is one function.
        "--cache-sim=no".to_owned(),
        "--separate-recs=1".to_owned(),
    ]);
    let mut configuration = BinaryBenchmarkConfig::default();
    configuration
        .tool(callgrind.enable(true).clone())
        // The folder a process is in takes room in it.
        .current_dir("/")
        // Mimalloc gives memory back when some time has passed by the clock, unless it never does.
        .env("MIMALLOC_PURGE_DELAY", "-1");
    configuration
}

fn add_benchmarks(group: &mut BinaryBenchmarkGroup) {
    let wanted = env::var(WANTED).unwrap_or_default();
    let request = Request::new(wanted.lines().map(str::to_owned));
    match selected(&request) {
        Ok(benchmarks) => {
            for phase in Phase::ALL {
                let of_phase = benchmarks.iter().filter(|one| one.phase == phase);
                let mut of_phase = of_phase.map(bench).peekable();
                if of_phase.peek().is_some() {
                    let mut binary_benchmark = BinaryBenchmark::new(phase.name());
                    of_phase.for_each(|bench| {
                        binary_benchmark.bench(bench);
                    });
                    group.binary_benchmark(binary_benchmark);
                }
            }
        }
        // The function has to return nothing.
        Err(message) => {
            eprintln!("error: {message}");
            std::process::exit(1);
        }
    }
}

fn bench(benchmark: &Benchmark) -> Bench {
    let prepared = &benchmark.prepared;
    let mut command = Command::new(env!("CARGO_BIN_EXE_runner"));
    command
        .args(["run", "--phase", benchmark.phase.name()])
        .args(["--engine", benchmark.running_engine()])
        .args(["--size", &prepared.argument.to_string()])
        .args(["--answer", &prepared.answer])
        .arg(&prepared.program);
    let mut bench = Bench::new(iai::id(&benchmark.id()));
    bench.command(command);
    bench
}

/// The benchmarks that are asked for: those that are counted everywhere, and the micro-benchmarks at a second size.
fn selected(request: &Request) -> Result<Vec<Benchmark>, String> {
    let programs = catalogue::programs().map_err(|error| error.to_string())?;
    let cache = start::products()?.join("workloads");
    let mut benchmarks =
        catalogue::counted(&programs, &cache).map_err(|error| error.to_string())?;
    for program in programs
        .workloads
        .iter()
        .filter(|one| catalogue::is_micro(one))
    {
        for size in program
            .sizes
            .iter()
            .filter(|size| **size != program.quick_size)
        {
            let more = catalogue::of_workload(program, size, &cache);
            benchmarks.extend(more.map_err(|error| error.to_string())?);
        }
    }
    benchmarks.retain(|benchmark| request.wants(&benchmark.id()));
    Ok(benchmarks)
}
