//! Engines: how suspended computations are resumed.

use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::probe::{Counters, CountingProbe, NoProbe};
use crate::runtime::Runtime;
use crate::value::Value;
use std::rc::Rc;

pub mod frame_stack;

/// The engines' names; the first is the default.
pub const NAMES: &[&str] = &["frame-stack"];

/// The default engine.
pub fn default<'h>(runtime: Rc<Runtime<'h>>) -> Box<dyn Engine<'h> + 'h> {
    Box::new(frame_stack::FrameStack::<NoProbe>::new(runtime))
}

/// The engine of a name.
pub fn create<'h>(name: &str, runtime: Rc<Runtime<'h>>) -> Option<Box<dyn Engine<'h> + 'h>> {
    match name {
        "frame-stack" => Some(default(runtime)),
        _ => None,
    }
}

/// The engine of a name, counting what it does.
pub fn create_counting<'h>(
    name: &str,
    runtime: Rc<Runtime<'h>>,
) -> Option<Box<dyn Engine<'h> + 'h>> {
    match name {
        "frame-stack" => Some(Box::new(frame_stack::FrameStack::<CountingProbe>::new(
            runtime,
        ))),
        _ => None,
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
