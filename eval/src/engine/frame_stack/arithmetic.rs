//! Operators that the inner loop computes itself, on operands where that is a few instructions.

use super::Machine;
use super::switches::Switches;
use crate::probe::Probe;
use crate::value::Value;

impl<P: Probe, S: Switches> Machine<'_, P, S> {
    /// Replaces two integers on top by what `compute` makes of them, if it can.
    #[inline(always)]
    pub(super) fn integers(&mut self, compute: fn(i64, i64) -> Option<i64>) -> bool {
        if S::INLINE_ARITHMETIC
            && let (Value::Int(a), Value::Int(b)) = self.stack.operands()
            && let Some(result) = compute(a, b)
        {
            self.stack.replace_operands(Value::Int(result));
            return true;
        }
        false
    }

    /// Replaces two values on top by whether they are equal (or are not), if that is plain to see.
    #[inline(always)]
    pub(super) fn compare_settled(&mut self, equal: bool) -> bool {
        if !S::INLINE_ARITHMETIC {
            return false;
        }
        let (a, b) = self.stack.operands();
        let same = match (a, b) {
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::String(a), Value::String(b)) => a.bytes() == b.bytes(),
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Null, Value::Null) => true,
            (Value::Null, Value::String(_) | Value::Attrs(_) | Value::List(_))
            | (Value::String(_) | Value::Attrs(_) | Value::List(_), Value::Null) => false,
            _ => return false,
        };
        self.stack.replace_operands(Value::Bool(same == equal));
        true
    }

    /// Replaces two integers on top by their comparison, if they are integers.
    #[inline(always)]
    pub(super) fn compare_integers(&mut self, compare: fn(i64, i64) -> bool) -> bool {
        if S::INLINE_ARITHMETIC
            && let (Value::Int(a), Value::Int(b)) = self.stack.operands()
        {
            self.stack.replace_operands(Value::Bool(compare(a, b)));
            return true;
        }
        false
    }
}
