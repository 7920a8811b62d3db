//! What code is part of, for the lines of a trace; looked at only when an error passes.

use crate::source::Position;

/// A stretch of a code object's instructions, and what an error in it is told with.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Index of its first instruction.
    pub start: u32,
    /// Index after its last one.
    pub end: u32,
    /// Values on the frame's stack where it begins.
    pub depth: u32,
    /// What it is.
    pub part: ContextPart,
    /// Where that is told to be.
    pub position: Position,
}

/// What a stretch of code is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextPart {
    /// The condition of `if`.
    BranchCondition,
    /// The condition of `assert`.
    AssertCondition,
    /// The operand of `!`.
    NotOperand,
    /// The left operand of `&&`.
    AndLeft,
    /// Its right operand.
    AndRight,
    /// The left operand of `||`.
    OrLeft,
    /// Its right operand.
    OrRight,
    /// The left operand of `->`.
    ImpliesLeft,
    /// Its right operand.
    ImpliesRight,
    /// The left operand of `//`.
    UpdateLeft,
    /// Its right operand, which is evaluated first.
    UpdateRight,
    /// As [`Self::UpdateLeft`], itself a `//`: all of them are one operation, and no line tells of it.
    UpdateLeftChain,
    /// As [`Self::UpdateRight`], itself a `//`.
    UpdateRightChain,
    /// The right operand of `+`; no line tells of it.
    AddRight,
    /// An operator that C++ Nix has a builtin for, and its operands.
    Operator(OperatorBuiltin),
    /// The path of a selection, without its subject.
    Selection,
    /// What comes after its `or`, one instruction after the path.
    SelectionDefault,
    /// An argument that is evaluated in place of a thunk.
    InlinedArgument,
    /// The binding of a `let` that is evaluated in place of a thunk; the position is where it is defined.
    InlinedBinding,
}

/// An operator that C++ Nix calls a builtin for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorBuiltin {
    /// `-`, of one operand and of two
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `<`, `>`, `<=` and `>=`
    LessThan,
}

impl OperatorBuiltin {
    /// The builtin's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::LessThan => "lessThan",
        }
    }
}

impl ContextPart {
    /// The line's words, where they are always the same.
    pub fn words(self) -> Option<&'static str> {
        Some(match self {
            Self::BranchCondition => "while evaluating a branch condition",
            Self::AssertCondition => "in the condition of the assert statement",
            Self::NotOperand => "in the argument of the not operator",
            Self::AndLeft => "in the left operand of the AND (&&) operator",
            Self::AndRight => "in the right operand of the AND (&&) operator",
            Self::OrLeft => "in the left operand of the OR (||) operator",
            Self::OrRight => "in the right operand of the OR (||) operator",
            Self::ImpliesLeft => "in the left operand of the IMPL (->) operator",
            Self::ImpliesRight => "in the right operand of the IMPL (->) operator",
            Self::UpdateLeft => "in the left operand of the update (//) operator",
            Self::UpdateRight => "in the right operand of the update (//) operator",
            Self::UpdateLeftChain
            | Self::UpdateRightChain
            | Self::AddRight
            | Self::Operator(_)
            | Self::Selection
            | Self::SelectionDefault
            | Self::InlinedArgument
            | Self::InlinedBinding => return None,
        })
    }
}
