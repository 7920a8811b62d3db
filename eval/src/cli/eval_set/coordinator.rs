//! The coordinator: hands attributes to workers, replaces workers, prints lines in order.

use super::EvalSetArguments;
use super::order::{Attributes, NodeId};
use super::process::{Launch, Worker};
use super::protocol::{Answer, AttributePath, Certainty, FailureLine, Found};
use crate::cli::{Failure, write_result};
use framelab_eval::derivations::shown_path;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

/// Workers that may die over one attribute before it counts as failed.
const MAX_DEATHS: u32 = 5;

/// Evaluates the whole set.
pub fn run(arguments: &EvalSetArguments) -> Result<(), Failure> {
    let mut more = vec![OsString::from("--worker")];
    if arguments.input.settings.current_time.is_none() {
        // The same for every worker.
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |now| now.as_secs());
        more.push(format!("--current-time={now}").into());
    }
    let launch = Launch::of_this_process(more)
        .map_err(|error| Failure::Message(format!("finding this program: {error}")))?;
    let coordinator = Coordinator {
        launch,
        max_memory: arguments.max_memory_size,
        state: Mutex::new(State {
            attributes: Attributes::new(),
            root_failed: false,
            failure: None,
        }),
        changed: Condvar::new(),
        progress: progress_bar(),
    };
    thread::scope(|scope| {
        for _ in 0..arguments.workers.get() {
            scope.spawn(|| coordinator.serve());
        }
    });
    coordinator.progress.finish_and_clear();
    let state = coordinator.state.into_inner();
    let state = state.unwrap_or_else(PoisonError::into_inner);
    match state.failure {
        Some(failure) => Err(failure),
        None if state.root_failed => Err(Failure::Reported),
        None => Ok(()),
    }
}

fn progress_bar() -> ProgressBar {
    let target = if io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let style =
        ProgressStyle::with_template("{bar:30} {pos} of {len} attributes known so far, {eta} left");
    let bar = ProgressBar::with_draw_target(Some(1), target);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

struct State {
    attributes: Attributes,
    /// Whether the set itself cannot be evaluated.
    root_failed: bool,
    /// Why nothing more is done.
    failure: Option<Failure>,
}

struct Coordinator {
    launch: Launch,
    max_memory: usize,
    state: Mutex<State>,
    changed: Condvar,
    progress: ProgressBar,
}

impl Coordinator {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps one worker busy until everything is done.
    fn serve(&self) {
        let mut worker = None;
        while let Some((id, path)) = self.take() {
            match self.evaluate(&mut worker, &path) {
                Ok(found) => self.settle(id, &path, found),
                Err(error) => {
                    let mut state = self.lock();
                    state.attributes.put_back(id);
                    let failure = Failure::Message(format!("starting a worker: {error}"));
                    state.failure.get_or_insert(failure);
                    self.changed.notify_all();
                }
            }
        }
        if let Some(worker) = worker {
            // How it ends no longer matters.
            let _ = worker.end();
        }
    }

    /// The next attribute, once there is one; nothing at the end.
    fn take(&self) -> Option<(NodeId, AttributePath)> {
        let mut state = self.lock();
        loop {
            if state.failure.is_some() || state.attributes.is_finished() {
                return None;
            }
            if let Some(job) = state.attributes.take() {
                return Some(job);
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Has an attribute evaluated, by a new worker where the old one has died, holds too much, or may be mistaken.
    fn evaluate(&self, worker: &mut Option<Worker>, path: &AttributePath) -> io::Result<Found> {
        let mut deaths = 0;
        loop {
            let mut asked = match worker.take() {
                Some(worker) => worker,
                None => self.launch.start()?,
            };
            let was_used = asked.is_used();
            match asked.ask(path) {
                None => {
                    let status = asked.end()?;
                    // A worker that served others before may have died of those.
                    deaths += u32::from(!was_used);
                    if deaths == MAX_DEATHS {
                        return Ok(Found::Failure(
                            format!(
                                "error: {MAX_DEATHS} workers ended over this attribute without an answer, the last with {status}"
                            ),
                            Certainty::Certain,
                        ));
                    }
                }
                Some(Answer {
                    found: Found::Failure(_, Certainty::OfThisWorker),
                    ..
                }) if was_used => {
                    asked.end()?;
                }
                Some(Answer { found, memory }) => {
                    if memory > self.max_memory {
                        asked.end()?;
                    } else {
                        *worker = Some(asked);
                    }
                    return Ok(found);
                }
            }
        }
    }

    /// Takes what was found into account and prints what can be printed.
    fn settle(&self, id: NodeId, path: &AttributePath, found: Found) {
        let mut state = self.lock();
        match found {
            Found::Derivation(line) => state.attributes.finish(id, Some(line)),
            Found::Set(names) => state.attributes.expand(id, names),
            Found::Nothing => state.attributes.finish(id, None),
            Found::Failure(error, _) => {
                state.root_failed |= path.is_empty();
                let line = FailureLine {
                    attr: &shown_path(path),
                    attr_path: path,
                    error: &error,
                };
                match serde_json::to_string(&line) {
                    Ok(line) => state.attributes.finish(id, Some(line)),
                    Err(error) => {
                        let failure = Failure::Message(format!("writing a line: {error}"));
                        state.failure.get_or_insert(failure);
                    }
                }
            }
        }
        let (known, done) = state.attributes.progress();
        self.progress.set_length(known as u64);
        self.progress.set_position(done as u64);
        if let Err(failure) = self.progress.suspend(|| print_lines(&mut state.attributes)) {
            state.failure.get_or_insert(failure);
        }
        self.changed.notify_all();
    }
}

fn print_lines(attributes: &mut Attributes) -> Result<(), Failure> {
    while let Some(mut line) = attributes.next_line() {
        line.push('\n');
        write_result(line.as_bytes())?;
    }
    Ok(())
}
