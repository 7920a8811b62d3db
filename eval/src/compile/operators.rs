//! Operators with two operands.

use super::{Compiled, Compiler, Tail};
use crate::bytecode::{ContextPart, Instruction, OperatorBuiltin};
use crate::source::Position;
use crate::syntax::tree::{BinaryOp, Expr, ExprId};
use crate::value::Value;

impl<'h> Compiler<'_, 'h> {
    pub(super) fn binary(
        &mut self,
        operator: BinaryOp,
        left: ExprId,
        right: ExprId,
        position: Position,
    ) -> Compiled<'h, ()> {
        // C++ Nix evaluates the right side of `//` first, and `a > b` as `__lessThan b a`.
        let (instruction, first, second) = match operator {
            BinaryOp::Add => return self.add(left, right, position),
            BinaryOp::Sub => (Instruction::Sub, left, right),
            BinaryOp::Mul => (Instruction::Mul, left, right),
            BinaryOp::Div => (Instruction::Div, left, right),
            BinaryOp::Concat => (Instruction::Concat, left, right),
            BinaryOp::Update => return self.update(left, right, position),
            BinaryOp::Equal => (Instruction::Equal, left, right),
            BinaryOp::NotEqual => (Instruction::NotEqual, left, right),
            BinaryOp::Less | BinaryOp::GreaterOrEqual => (Instruction::Less, left, right),
            BinaryOp::Greater | BinaryOp::LessOrEqual => (Instruction::Less, right, left),
            BinaryOp::And | BinaryOp::Or | BinaryOp::Implies => {
                return self.logical(operator, left, right, position);
            }
        };
        let mark = self.unit().mark();
        self.strict(first, Tail::No)?;
        self.strict(second, Tail::No)?;
        self.unit().emit(instruction, -1, position);
        if let Some(builtin) = builtin_for(instruction) {
            self.unit()
                .context(mark, ContextPart::Operator(builtin), position);
        }
        if matches!(operator, BinaryOp::GreaterOrEqual | BinaryOp::LessOrEqual) {
            self.unit().emit(Instruction::Not, 0, position);
            self.unit().context(mark, ContextPart::NotOperand, position);
        }
        Ok(())
    }

    fn add(&mut self, left: ExprId, right: ExprId, operator: Position) -> Compiled<'h, ()> {
        self.strict(left, Tail::No)?;
        let mark = self.unit().mark();
        self.strict(right, Tail::No)?;
        self.unit().context(mark, ContextPart::AddRight, operator);
        let position = self.tree.start(right);
        let back = position.distance_from(self.tree.start(left));
        self.unit().emit(Instruction::Add { back }, -1, position);
        Ok(())
    }

    /// The right operand is evaluated first.
    fn update(&mut self, left: ExprId, right: ExprId, position: Position) -> Compiled<'h, ()> {
        let parts = [
            (
                right,
                ContextPart::UpdateRight,
                ContextPart::UpdateRightChain,
            ),
            (left, ContextPart::UpdateLeft, ContextPart::UpdateLeftChain),
        ];
        for (operand, part, chain) in parts {
            let part = match self.tree.expr(operand) {
                Expr::Binary(BinaryOp::Update, ..) => chain,
                _ => part,
            };
            let mark = self.unit().mark();
            self.strict(operand, Tail::No)?;
            let told = self.told_position(operand);
            self.unit().context(mark, part, told);
        }
        self.unit().emit(Instruction::Update, -1, position);
        Ok(())
    }

    /// An operator whose value is `result` where its left side is `decisive`, and its right side otherwise.
    fn logical(
        &mut self,
        operator: BinaryOp,
        left: ExprId,
        right: ExprId,
        position: Position,
    ) -> Compiled<'h, ()> {
        let (decisive, result, parts) = match operator {
            BinaryOp::And => (false, false, [ContextPart::AndLeft, ContextPart::AndRight]),
            BinaryOp::Or => (true, true, [ContextPart::OrLeft, ContextPart::OrRight]),
            _ => (
                false,
                true,
                [ContextPart::ImpliesLeft, ContextPart::ImpliesRight],
            ),
        };
        let mark = self.unit().mark();
        self.strict(left, Tail::No)?;
        let make: fn(u32) -> Instruction = if decisive {
            |target| Instruction::JumpIfTrue { target }
        } else {
            |target| Instruction::JumpIfFalse { target }
        };
        let decided = self.unit().jump(make, -1, position);
        self.unit().context(mark, parts[0], position);
        let mark = self.unit().mark();
        self.strict(right, Tail::No)?;
        self.unit().emit(Instruction::CheckBoolean, 0, position);
        self.unit().context(mark, parts[1], position);
        let to_end = self
            .unit()
            .jump(|target| Instruction::Jump { target }, 0, position);
        self.unit().land(decided);
        self.unit().depth -= 1;
        self.unit().push_constant(Value::Bool(result), position);
        self.unit().land(to_end);
        Ok(())
    }
}

/// The builtin that C++ Nix has for an operator.
fn builtin_for(instruction: Instruction) -> Option<OperatorBuiltin> {
    match instruction {
        Instruction::Sub => Some(OperatorBuiltin::Sub),
        Instruction::Mul => Some(OperatorBuiltin::Mul),
        Instruction::Div => Some(OperatorBuiltin::Div),
        Instruction::Less => Some(OperatorBuiltin::LessThan),
        _ => None,
    }
}
