//! Compiled expressions by their text, so that one used in a loop is compiled once.

use super::{Program, Refusal, compile};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// States kept before the cache starts over; some forty bytes each.
const MAX_STATES: usize = 1 << 20;

/// The expressions of one evaluation.
#[derive(Default)]
pub struct Cache {
    programs: RefCell<FxHashMap<Box<[u8]>, Rc<Program>>>,
    states: Cell<usize>,
}

impl Cache {
    /// The program of an expression.
    pub fn get(&self, text: &[u8]) -> Result<Rc<Program>, Refusal> {
        if let Some(program) = self.programs.borrow().get(text) {
            return Ok(Rc::clone(program));
        }
        let program = Rc::new(compile(text)?);
        let states = self.states.get() + program.states.len();
        let mut programs = self.programs.borrow_mut();
        if states > MAX_STATES {
            programs.clear();
            self.states.set(program.states.len());
        } else {
            self.states.set(states);
        }
        programs.insert(text.into(), Rc::clone(&program));
        Ok(program)
    }
}
