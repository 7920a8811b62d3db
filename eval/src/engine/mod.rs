//! Engines: how suspended computations are resumed.

pub use ablation::{ABLATIONS, Ablation};

use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::probe::{Counters, CountingProbe, NoProbe, Probe};
use crate::runtime::Runtime;
use crate::value::Value;
use std::rc::Rc;

mod ablation;
pub mod frame_stack;
mod frames;
pub mod generator;
mod limits;
pub mod trampoline;

/// The engines' names; the first is the default.
pub const NAMES: &[&str] = &["frame-stack", "generator", "trampoline"];

/// The default engine.
pub fn default<'h>(runtime: Rc<Runtime<'h>>) -> Box<dyn Engine<'h> + 'h> {
    Box::new(frame_stack::FrameStack::<NoProbe>::new(runtime))
}

/// The engine of a name.
pub fn create<'h>(name: &str, runtime: Rc<Runtime<'h>>) -> Option<Box<dyn Engine<'h> + 'h>> {
    probed::<NoProbe>(name, runtime)
}

/// The engine of a name, counting what it does.
pub fn create_counting<'h>(
    name: &str,
    runtime: Rc<Runtime<'h>>,
) -> Option<Box<dyn Engine<'h> + 'h>> {
    probed::<CountingProbe>(name, runtime)
}

fn probed<'h, P: Probe>(name: &str, runtime: Rc<Runtime<'h>>) -> Option<Box<dyn Engine<'h> + 'h>> {
    match name {
        "frame-stack" => Some(Box::new(frame_stack::FrameStack::<P>::new(runtime))),
        "generator" => Some(Box::new(generator::Generators::<P>::new(runtime))),
        "trampoline" => Some(Box::new(trampoline::Trampolining::<P>::new(runtime))),
        _ => None,
    }
}

/// Runs something on the native stack that the engine of a name needs: evaluators of that engine are made and used in there.
///
/// An engine that recurses natively gets a thread of its own with a large stack; the others run where they are.
pub fn on_its_stack<T: Send>(name: &str, run: impl FnOnce() -> T + Send) -> T {
    match name {
        "trampoline" => trampoline::on_its_stack(run),
        _ => run(),
    }
}

/// What every engine provides.
pub trait Engine<'h> {
    /// The engine's name, as `--engine` takes it.
    fn name(&self) -> &'static str;

    /// Evaluates a value until it is no thunk.
    fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>>;

    /// Calls a function; the result is forced.
    fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>]) -> Result<'h, Value<'h>>;

    /// Runs a re-entrant operation, say deep forcing or printing.
    fn run(&mut self, operation: Reentrant, arguments: Arguments<'h>) -> Result<'h, Value<'h>>;

    /// What the engine's probe counted, if it has one that is on.
    fn counters(&self) -> Option<&Counters>;
}
