//! Lazy positions: pushing a value without evaluating anything that could be observed.

use super::scope::Meaning;
use super::unit::Binding;
use super::{Compiled, Compiler};
use crate::bytecode::{CaptureSource, Instruction};
use crate::symbol::Symbol;
use crate::syntax::tree::{BinaryOp, Expr, ExprId, StepName};
use crate::value::Value;

/// Where a lazy value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An argument of a call: collections written there are built at once, since most functions look at them, and
    /// arithmetic on numbers that are known is done at once.
    Argument,
    /// An attribute, a list element, a binding: whatever prints the collection can tell a thunk from a value.
    Stored,
}

impl<'h> Compiler<'_, 'h> {
    /// Pushes the value of `id` without evaluating it.
    pub(super) fn lazy(
        &mut self,
        id: ExprId,
        binding: Option<Binding>,
        place: Place,
    ) -> Compiled<'h, ()> {
        stacker::maybe_grow(super::RED_ZONE, super::SEGMENT, || {
            self.lazy_here(id, binding, place)
        })
    }

    fn lazy_here(
        &mut self,
        id: ExprId,
        binding: Option<Binding>,
        place: Place,
    ) -> Compiled<'h, ()> {
        let position = self.tree.position(id);
        let known = match place {
            Place::Argument => self.settled(id),
            Place::Stored => self.constant(id),
        };
        if let Some(value) = known {
            self.unit().push_constant(value, position);
            return Ok(());
        }
        match self.tree.expr(id) {
            Expr::Variable(variable) => match self.meaning(*variable, position)? {
                Meaning::Variable(variable) => {
                    self.push_variable(variable, false, position);
                    return Ok(());
                }
                Meaning::Constant(value) => {
                    self.unit().push_constant(value, position);
                    return Ok(());
                }
                Meaning::Dynamic => {}
            },
            Expr::Lambda(_) => {
                let code = self.lambda_code(id)?;
                let code = self.unit().code(code);
                self.unit()
                    .emit(Instruction::MakeClosure { code }, 1, position);
                return Ok(());
            }
            Expr::List(items) if place == Place::Argument => return self.list(items, position),
            Expr::Attrs(node)
                if place == Place::Argument && !node.recursive && node.dynamics.is_empty() =>
            {
                return self.attrs(node, position);
            }
            Expr::Select(_) if place == Place::Argument && self.is_early() => {
                self.early_select(id)?;
            }
            Expr::Binary(operator, left, right) if place == Place::Argument && self.is_early() => {
                self.early_arithmetic(*operator, *left, *right)?;
            }
            _ => {}
        }
        let code = self.thunk_code(id, binding)?;
        let code = self.unit().code(code);
        self.unit()
            .emit(Instruction::MakeThunk { code }, 1, position);
        Ok(())
    }

    fn is_early(&self) -> bool {
        self.runtime.options.compilation.early_evaluation
    }

    /// Before a thunk over `a.b`: takes the attribute at once where it is there and evaluated.
    fn early_select(&mut self, id: ExprId) -> Compiled<'h, ()> {
        let Expr::Select(select) = self.tree.expr(id) else {
            return Ok(());
        };
        let position = self.tree.position(id);
        let ([step], None) = (&*select.path, select.default) else {
            return Ok(());
        };
        let StepName::Static(name) = step.name else {
            return Ok(());
        };
        let Some(variable) = self.plain_variable(select.subject)? else {
            return Ok(());
        };
        self.push_variable(variable, false, position);
        self.unit()
            .emit(Instruction::EarlySelect { name }, -1, position);
        Ok(())
    }

    /// `builtins.NAME` where `builtins` is the global one.
    pub(super) fn constant_select(&self, id: ExprId) -> Option<Value<'h>> {
        let Expr::Select(select) = self.tree.expr(id) else {
            return None;
        };
        match *select.path {
            [step] => match step.name {
                StepName::Static(name) => self.builtin_of(select.subject, name),
                StepName::Dynamic(_) => None,
            },
            _ => None,
        }
    }

    /// Attribute `name` of an expression, if that is the global `builtins`.
    pub(super) fn builtin_of(&self, subject: ExprId, name: Symbol) -> Option<Value<'h>> {
        let Expr::Variable(variable) = self.tree.expr(subject) else {
            return None;
        };
        if *variable != self.runtime.names.builtins {
            return None;
        }
        match self.bound_meaning(*variable)? {
            Meaning::Constant(Value::Attrs(builtins)) => builtins.value(name),
            _ => None,
        }
    }

    /// Before a thunk over `a + b` and the like: computes at once where both are evaluated numbers and nothing overflows.
    fn early_arithmetic(
        &mut self,
        operator: BinaryOp,
        left: ExprId,
        right: ExprId,
    ) -> Compiled<'h, ()> {
        let instruction = match operator {
            BinaryOp::Add => Instruction::EarlyAdd,
            BinaryOp::Sub => Instruction::EarlySub,
            BinaryOp::Mul => Instruction::EarlyMul,
            BinaryOp::Div
            | BinaryOp::Concat
            | BinaryOp::Update
            | BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::And
            | BinaryOp::Or
            | BinaryOp::Implies => return Ok(()),
        };
        let position = self.tree.position(left);
        if let (Some(variable), Expr::Int(number)) =
            (self.plain_variable(left)?, self.tree.expr(right))
            && let (CaptureSource::Local(slot), Ok(operand)) =
                (self.source_of(variable), i16::try_from(*number))
        {
            let fused = match operator {
                BinaryOp::Add => Some(Instruction::EarlyAddLocal { slot, operand }),
                BinaryOp::Sub => Some(Instruction::EarlySubLocal { slot, operand }),
                _ => None,
            };
            if let Some(fused) = fused {
                self.unit().emit(fused, 0, position);
                return Ok(());
            }
        }
        if !(self.is_early_operand(left)? && self.is_early_operand(right)?) {
            return Ok(());
        }
        self.lazy(left, None, Place::Stored)?;
        self.lazy(right, None, Place::Stored)?;
        self.unit().emit(instruction, -2, position);
        Ok(())
    }

    /// Whether `id` is a number or a variable of a frame.
    fn is_early_operand(&mut self, id: ExprId) -> Compiled<'h, bool> {
        Ok(match self.tree.expr(id) {
            Expr::Int(_) | Expr::Float(_) => true,
            _ => self.plain_variable(id)?.is_some(),
        })
    }

    /// The variable of a frame that `id` names.
    fn plain_variable(&mut self, id: ExprId) -> Compiled<'h, Option<super::unit::Variable>> {
        let Expr::Variable(name) = self.tree.expr(id) else {
            return Ok(None);
        };
        Ok(match self.meaning(*name, self.tree.position(id))? {
            Meaning::Variable(variable) => Some(variable),
            Meaning::Constant(_) | Meaning::Dynamic => None,
        })
    }
}
