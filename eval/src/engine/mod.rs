//! Engines: how suspended computations are resumed.

use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::probe::Counters;
use crate::value::Value;

pub mod frame_stack;

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
