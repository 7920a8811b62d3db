//! The engine before the frame stack: one bytecode loop on the native stack, which only forces do not deepen.
//!
//! [`Machine::enter_frame`] runs one frame and those that its forces put above it. An instruction that needs a thunk's
//! value returns to that loop, the trampoline, with the frame to enter and a boxed continuation to run when the frame has
//! ended. Everything else recurses natively: calls, builtins, coercion, comparison, deep forcing, lookups in `with`.
//! So the engine needs a large native stack ([`on_its_stack`]) and ends deep programs in an error.

mod call;
mod frame;
mod host;
mod native_stack;
mod run;
mod unwind;

pub(super) use native_stack::on_its_stack;

use super::Engine;
use super::limits::Limits;
use crate::error::Result;
use crate::heap::Heap;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::step::Stack;
use crate::probe::{Counters, NoProbe, Probe};
use crate::runtime::Runtime;
use crate::value::Value;
use frame::Frame;
use std::rc::Rc;

/// The engine, by default with a probe that is off.
pub struct Trampolining<'h, P: Probe = NoProbe>(Machine<'h, P>);

impl<'h, P: Probe> Trampolining<'h, P> {
    /// A machine over a runtime whose globals are installed.
    pub fn new(runtime: Rc<Runtime<'h>>) -> Self {
        Self(Machine {
            heap: runtime.heap,
            stack: Stack::default(),
            frames: Vec::new(),
            limits: Limits::default(),
            depth: 0,
            probe: P::default(),
            runtime,
        })
    }
}

impl<'h, P: Probe> Engine<'h> for Trampolining<'h, P> {
    fn name(&self) -> &'static str {
        "trampoline"
    }

    fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.0.restoring(|machine| machine.force(value))
    }

    fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>]) -> Result<'h, Value<'h>> {
        self.0.call_values(function, arguments)
    }

    fn run(&mut self, operation: Reentrant, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
        self.0.restoring(|machine| {
            let value = machine.operate(operation, arguments, None)?;
            machine.force(value)
        })
    }

    fn counters(&self) -> Option<&Counters> {
        self.0.probe.counters()
    }
}

/// The state of the machine between two instructions; where it is in them is on the native stack.
struct Machine<'h, P: Probe> {
    runtime: Rc<Runtime<'h>>,
    heap: &'h Heap,
    stack: Stack<'h>,
    frames: Vec<Frame<'h, P>>,
    limits: Limits,
    /// Levels of native recursion.
    depth: u32,
    probe: P,
}
