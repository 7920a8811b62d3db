//! What a name means at a point of the program.

use super::unit::Variable;
use super::{Compiled, Compiler, Unit};
use crate::bytecode::{CaptureSource, Instruction};
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// A name bound to a variable, and which binding of the same name that hides.
struct Bound<'h> {
    meaning: Meaning<'h>,
    hidden: Option<u32>,
}

/// The names in scope.
#[derive(Default)]
pub(super) struct Scopes<'h> {
    /// The innermost binding of each name, an index of `bound`; nothing for a name that is out of scope again.
    names: FxHashMap<Symbol, Option<u32>>,
    /// Every binding so far, also those out of scope.
    bound: Vec<Bound<'h>>,
    withs: Vec<(Variable, Position)>,
}

impl<'h> Scopes<'h> {
    pub(super) fn bind(&mut self, name: Symbol, variable: Variable) {
        self.bind_meaning(name, Meaning::Variable(variable));
    }

    pub(super) fn bind_meaning(&mut self, name: Symbol, meaning: Meaning<'h>) {
        let innermost = self.names.entry(name).or_default();
        let hidden = innermost.replace(self.bound.len() as u32);
        self.bound.push(Bound { meaning, hidden });
    }

    pub(super) fn unbind(&mut self, name: Symbol) {
        if let Some(innermost) = self.names.get_mut(&name)
            && let Some(index) = *innermost
        {
            *innermost = self.bound[index as usize].hidden;
        }
    }

    pub(super) fn enter_with(&mut self, scope: Variable, position: Position) {
        self.withs.push((scope, position));
    }

    pub(super) fn leave_with(&mut self) {
        self.withs.pop();
    }

    fn lookup(&self, name: Symbol) -> Option<Meaning<'h>> {
        let innermost = (*self.names.get(&name)?)?;
        Some(self.bound[innermost as usize].meaning)
    }
}

/// What a name means.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'h> {
    /// A variable of some frame.
    Variable(Variable),
    /// A builtin, by whatever name, or an attribute of a `scopedImport` scope.
    Constant(Value<'h>),
    /// Whatever the enclosing `with` scopes say at run time.
    Dynamic,
}

impl<'h> Compiler<'_, 'h> {
    /// What `name` means here.
    pub(super) fn meaning(&self, name: Symbol, position: Position) -> Compiled<'h, Meaning<'h>> {
        if let Some(meaning) = self.scopes.lookup(name) {
            return Ok(meaning);
        }
        if let Some(attr) = self.global.and_then(|scope| scope.get(name)) {
            return Ok(Meaning::Constant(attr.value));
        }
        if let Some(&value) = self
            .runtime
            .globals
            .get()
            .and_then(|globals| globals.get(&name))
        {
            return Ok(Meaning::Constant(value));
        }
        if self.scopes.withs.is_empty() {
            return Err(self.undefined(name, position));
        }
        Ok(Meaning::Dynamic)
    }

    /// Where the code being written finds a variable, captured if it belongs to an outer frame.
    pub(super) fn source_of(&mut self, variable: Variable) -> CaptureSource {
        let level = self.level();
        if variable.level == level {
            return CaptureSource::Local(variable.slot);
        }
        let mut known = level;
        let mut index = None;
        while known > variable.level {
            index = self.units[known as usize].capture_of(variable);
            if index.is_some() {
                break;
            }
            known -= 1;
        }
        let mut source = match index {
            Some(index) => CaptureSource::Capture(index),
            None => CaptureSource::Local(variable.slot),
        };
        for unit in &mut self.units[known as usize + 1..] {
            source = CaptureSource::Capture(Unit::add_capture(unit, variable, source));
        }
        source
    }

    /// Pushes a variable, evaluated if `forced`.
    pub(super) fn push_variable(&mut self, variable: Variable, forced: bool, position: Position) {
        let instruction = match (self.source_of(variable), forced) {
            (CaptureSource::Local(slot), false) => Instruction::Local { slot },
            (CaptureSource::Local(slot), true) => Instruction::LocalForced { slot },
            (CaptureSource::Capture(index), false) => Instruction::Capture { index },
            (CaptureSource::Capture(index), true) => Instruction::CaptureForced { index },
        };
        self.unit().emit(instruction, 1, position);
    }

    /// Looks a name up in the enclosing `with` scopes; the value is evaluated.
    pub(super) fn push_dynamic(&mut self, name: Symbol, position: Position) {
        let scopes: Vec<_> = self.scopes.withs.iter().rev().copied().collect();
        // More scopes than an operand can count are looked up as if the outermost were not there; the limit
        // is beyond any program that is not made to reach it.
        let count = scopes.len().min(usize::from(u16::MAX)) as u16;
        for &(scope, position) in &scopes[..usize::from(count)] {
            self.push_variable(scope, false, position);
        }
        let effect = 1 - i32::from(count);
        self.unit()
            .emit(Instruction::ResolveWith { name, count }, effect, position);
    }

    /// The variable that the next value pushed will be.
    pub(super) fn next_slot(&mut self) -> Variable {
        let level = self.level();
        Variable {
            level,
            slot: self.unit().depth,
        }
    }
}
