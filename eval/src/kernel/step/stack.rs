//! The value stack.

use crate::value::Value;
use std::ops::{Deref, DerefMut};

/// Operands, arguments and local variables of all frames.
///
/// The compiler counts the depth of the stack, so that taking from it never finds nothing.
#[derive(Default)]
pub struct Stack<'h>(Vec<Value<'h>>);

impl<'h> Deref for Stack<'h> {
    type Target = Vec<Value<'h>>;

    #[inline(always)]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Stack<'_> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<'h> Stack<'h> {
    /// The value on top.
    #[inline(always)]
    pub fn top(&self) -> Value<'h> {
        self.0[self.0.len() - 1]
    }

    /// Replaces the value on top.
    #[inline(always)]
    pub fn set_top(&mut self, value: Value<'h>) {
        let top = self.0.len() - 1;
        self.0[top] = value;
    }

    /// Takes the value on top off.
    #[inline(always)]
    pub fn take(&mut self) -> Value<'h> {
        match self.0.pop() {
            Some(value) => value,
            None => unreachable!("the compiler counts the depth of the stack"),
        }
    }

    /// Drops the top `count` values.
    #[inline(always)]
    pub fn drop_top(&mut self, count: usize) {
        let length = self.0.len() - count;
        self.0.truncate(length);
    }

    /// The two values on top, the lower first.
    #[inline(always)]
    pub fn operands(&self) -> (Value<'h>, Value<'h>) {
        let length = self.0.len();
        (self.0[length - 2], self.0[length - 1])
    }

    /// Replaces the two values on top by one.
    #[inline(always)]
    pub fn replace_operands(&mut self, value: Value<'h>) {
        self.drop_top(1);
        self.set_top(value);
    }

    /// Pushes a value that was found; the number of instructions to skip.
    #[inline(always)]
    pub fn push_found(&mut self, found: Option<Value<'h>>) -> usize {
        match found {
            Some(value) => {
                self.0.push(value);
                1
            }
            None => 0,
        }
    }
}
