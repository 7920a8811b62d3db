//! Re-entrant operations on this engine: every request is a native call, so that their futures are ready at once.

use super::Machine;
use crate::error::Result;
use crate::kernel::reentrant::{self, Arguments, Host, Reentrant};
use crate::kernel::trace;
use crate::probe::{Probe, probe};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, Value};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The host of an operation.
struct Native<'m, 'h, P: Probe> {
    machine: &'m mut Machine<'h, P>,
}

impl<'h, P: Probe> Host<'h> for Native<'_, 'h, P> {
    fn runtime(&self) -> Rc<Runtime<'h>> {
        Rc::clone(&self.machine.runtime)
    }

    async fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        match value.resolved() {
            Value::Thunk(thunk) => self.machine.restoring(|machine| machine.force_thunk(thunk)),
            value => Ok(value),
        }
    }

    async fn call(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> Result<'h, Value<'h>> {
        self.machine.call_values(function, arguments)
    }
}

impl<'h, P: Probe> Machine<'h, P> {
    /// Runs an operation on one more level of the native stack; its result may be a thunk. An error is told of in
    /// traces if a builtin, called at a position, asked for the operation.
    #[inline(never)]
    pub(super) fn operate(
        &mut self,
        operation: Reentrant,
        arguments: Arguments<'h>,
        builtin: Option<(&'static Builtin, Position)>,
    ) -> Result<'h, Value<'h>> {
        self.descend()?;
        probe!(self, operation(operation));
        let mut host = Native { machine: self };
        let outcome = ready(reentrant::run(&mut host, operation, arguments));
        self.ascend();
        outcome.map_err(|error| match builtin {
            None => error,
            Some((builtin, position)) => {
                let error = trace::of_padded_arguments(&self.runtime, error, builtin, &arguments);
                trace::of_builtin(&self.runtime, error, builtin.name, position)
            }
        })
    }

    /// Calls a function with values; the result is forced.
    pub(super) fn call_values(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> Result<'h, Value<'h>> {
        self.restoring(|machine| {
            let callee = machine.stack.len();
            machine.stack.push(function);
            machine.stack.extend_from_slice(arguments);
            machine.apply(callee, Position::NONE)?;
            Ok(machine.stack.take())
        })
    }

    /// Does something whose failure leaves the value stack as it was.
    #[inline(always)]
    pub(super) fn restoring<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<'h, T>,
    ) -> Result<'h, T> {
        let height = self.stack.len();
        let outcome = run(self);
        if outcome.is_err() {
            self.stack.truncate(height);
        }
        outcome
    }
}

/// The output of a future that never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("this engine answers every request at once"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins;
    use crate::engine::trampoline::Trampolining;
    use crate::heap::Heap;
    use crate::loader;
    use crate::probe::NoProbe;
    use crate::runtime::Options;
    use crate::source::Origin;
    use std::path::Path;

    /// The value of a text, for a machine that is also given.
    fn with_value(text: &str, check: impl for<'h> FnOnce(&mut Machine<'h, NoProbe>, Value<'h>)) {
        let heap = Heap::new();
        let runtime = Rc::new(Runtime::new(&heap, Options::default()));
        builtins::install(&runtime);
        let folder = Path::new("/");
        let thunk = loader::load_text(&runtime, Origin::String, folder, text.to_owned(), None)
            .expect("the text is Nix");
        let Trampolining(mut machine) = Trampolining::new(runtime);
        check(&mut machine, Value::Thunk(thunk));
    }

    #[test]
    fn a_future_that_never_waits_is_polled_once() {
        let nested = async { async { 1 }.await + async { 2 }.await };
        assert_eq!(ready(nested), 3);
    }

    #[test]
    fn operations_that_call_back_leave_the_stacks_as_they_were() {
        with_value(
            "{ deep = [ (1 + 1) { a = [ (2 * 2) ]; } ]; fails = [ (1 / 0) ]; f = x: x + 1; }",
            |machine, value| {
                let Ok(Value::Attrs(attrs)) = machine.force(value) else {
                    panic!("a set was written")
                };
                let symbols = &machine.runtime.symbols;
                let of = |name: &[u8]| attrs.value(symbols.intern(name)).expect("it is there");
                let (deep, fails, f) = (of(b"deep"), of(b"fails"), of(b"f"));
                machine.stack.push(Value::Null);

                let mut force_deeply = |value| {
                    let arguments = [value, Value::Null, Value::Null];
                    let outcome = machine.operate(Reentrant::DeepForce, arguments, None);
                    assert_eq!((machine.stack.len(), machine.frames.len()), (1, 0));
                    assert_eq!(machine.depth, 0);
                    outcome
                };
                assert!(matches!(force_deeply(deep), Ok(Value::List(_))));
                let Err(error) = force_deeply(fails) else {
                    panic!("it divides by zero")
                };
                assert_eq!(error.message(), "division by zero");

                let called = machine.call_values(f, &[Value::Int(41)]);
                assert!(matches!(called, Ok(Value::Int(42))));
                let error = machine.call_values(f, &[Value::Null]);
                assert!(error.is_err());
                assert_eq!((machine.stack.len(), machine.depth), (1, 0));
            },
        );
    }
}
