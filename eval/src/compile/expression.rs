//! Strict positions: code that computes the value of an expression.

use super::lazy::Place;
use super::scope::Meaning;
use super::{Compiled, Compiler, Tail};
use crate::bytecode::{Coercion, ContextPart, Instruction, OperatorBuiltin};
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::{BinaryOp, Expr, ExprId, Part, PathStep, Select, StepName};
use crate::value::{AttrsBuilder, NixString, Value};

impl<'h> Compiler<'_, 'h> {
    /// Writes code that pushes the value of `id`, or ends the frame with it.
    pub(super) fn strict(&mut self, id: ExprId, tail: Tail) -> Compiled<'h, ()> {
        stacker::maybe_grow(super::RED_ZONE, super::SEGMENT, || {
            self.strict_here(id, tail)
        })
    }

    fn strict_here(&mut self, id: ExprId, tail: Tail) -> Compiled<'h, ()> {
        let position = self.tree.position(id);
        if let Some(value) = self.settled(id) {
            self.unit().push_constant(value, position);
            self.end(tail, position);
            return Ok(());
        }
        match self.tree.expr(id) {
            Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(_) => {
                unreachable!("constants are pushed above")
            }
            // These end the frame themselves where they are in tail position.
            Expr::If(condition, then, otherwise) => {
                return self.if_then_else(*condition, *then, *otherwise, tail, position);
            }
            Expr::Let(node, body) => return self.let_in(node, *body, tail),
            Expr::With(scope, body) => return self.with(*scope, *body, tail, position),
            Expr::Assert(condition, body) => {
                let text = self.show(*condition);
                let mark = self.unit().mark();
                if let Expr::Binary(BinaryOp::Equal, left, right) = self.tree.expr(*condition) {
                    self.strict(*left, Tail::No)?;
                    self.strict(*right, Tail::No)?;
                    self.unit().emit(Instruction::AssertEqual, -1, position);
                } else {
                    self.strict(*condition, Tail::No)?;
                }
                let text = Value::String(NixString::new(self.runtime.heap, text.as_bytes()));
                let text = self.unit().constant(text);
                self.unit().emit(Instruction::Assert { text }, -1, position);
                self.unit()
                    .context(mark, ContextPart::AssertCondition, position);
                return self.strict(*body, tail);
            }
            Expr::Call(function, arguments) => {
                return self.call(*function, arguments, tail, position);
            }
            Expr::Variable(name) => self.variable(*name, position)?,
            Expr::CurrentPosition => self.current_position(position),
            Expr::Interpolation(parts) => self.interpolation(parts, position)?,
            Expr::PathInterpolation(parts) => self.path_interpolation(parts, position)?,
            Expr::SearchPath(name) => self.search_path(name, position)?,
            Expr::List(items) => self.list(items, position)?,
            Expr::Attrs(node) => self.attrs(node, position)?,
            Expr::Lambda(_) => {
                let code = self.lambda_code(id)?;
                let code = self.unit().code(code);
                self.unit()
                    .emit(Instruction::MakeClosure { code }, 1, position);
            }
            Expr::Select(select) => self.select(id, select, position)?,
            Expr::HasAttr(subject, path) => self.has_attr(*subject, path, position)?,
            Expr::Not(operand) => {
                let mark = self.unit().mark();
                self.strict(*operand, Tail::No)?;
                let told = self.told_position(*operand);
                self.unit().emit(Instruction::Not, 0, told);
                self.unit().context(mark, ContextPart::NotOperand, told);
            }
            Expr::Negate(operand) => {
                let mark = self.unit().mark();
                self.strict(*operand, Tail::No)?;
                self.unit().emit(Instruction::Negate, 0, position);
                self.unit()
                    .context(mark, ContextPart::Operator(OperatorBuiltin::Sub), position);
            }
            Expr::Binary(operator, left, right) => {
                self.binary(*operator, *left, *right, position)?;
            }
        }
        self.end(tail, position);
        Ok(())
    }

    fn end(&mut self, tail: Tail, position: Position) {
        if tail == Tail::Yes {
            self.unit().emit(Instruction::Return, -1, position);
        }
    }

    fn variable(&mut self, name: Symbol, position: Position) -> Compiled<'h, ()> {
        match self.meaning(name, position)? {
            Meaning::Variable(variable) => self.push_variable(variable, true, position),
            Meaning::Constant(value) => {
                self.unit().push_constant(value, position);
                if value.is_pending() {
                    self.unit().emit(Instruction::Force, 0, position);
                }
            }
            Meaning::Dynamic => self.push_dynamic(name, position),
        }
        Ok(())
    }

    fn current_position(&mut self, position: Position) {
        let heap = self.runtime.heap;
        let value = match self.runtime.sources.locate(position) {
            None => Value::Null,
            Some(location) => {
                let names = &self.runtime.names;
                let file = location.source.origin.display();
                let mut attrs = AttrsBuilder::with_capacity(3);
                attrs.push(
                    names.file,
                    Value::String(NixString::new(heap, file.as_bytes())),
                );
                attrs.push(names.line, Value::Int(location.line.into()));
                attrs.push(names.column, Value::Int(location.column.into()));
                Value::Attrs(attrs.finish(heap))
            }
        };
        self.unit().push_constant(value, position);
    }

    /// `<name>` is `__findFile __nixPath "name"` with whatever those two names mean here.
    fn search_path(&mut self, name: &[u8], position: Position) -> Compiled<'h, ()> {
        let find_file = self.runtime.symbols.intern(b"__findFile");
        let nix_path = self.runtime.symbols.intern(b"__nixPath");
        self.variable(find_file, position)?;
        self.variable(nix_path, position)?;
        let name = Value::String(NixString::new(self.runtime.heap, name));
        self.unit().push_constant(name, position);
        self.unit()
            .emit(Instruction::Call { count: 2 }, -2, position);
        Ok(())
    }

    fn if_then_else(
        &mut self,
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
        tail: Tail,
        position: Position,
    ) -> Compiled<'h, ()> {
        let mark = self.unit().mark();
        self.strict(condition, Tail::No)?;
        let to_else = self
            .unit()
            .jump(|target| Instruction::JumpIfFalse { target }, -1, position);
        self.unit()
            .context(mark, ContextPart::BranchCondition, position);
        let depth = self.unit().depth;
        self.strict(then, tail)?;
        let to_end = match tail {
            Tail::Yes => None,
            Tail::No => Some(
                self.unit()
                    .jump(|target| Instruction::Jump { target }, 0, position),
            ),
        };
        self.unit().land(to_else);
        self.unit().depth = depth;
        self.strict(otherwise, tail)?;
        if let Some(label) = to_end {
            self.unit().land(label);
        }
        Ok(())
    }

    fn with(
        &mut self,
        scope: ExprId,
        body: ExprId,
        tail: Tail,
        position: Position,
    ) -> Compiled<'h, ()> {
        let variable = self.next_slot();
        self.lazy(scope, None, Place::Argument)?;
        self.scopes.enter_with(variable, position);
        self.strict(body, tail)?;
        self.scopes.leave_with();
        if tail == Tail::No {
            self.slide(1, position);
        }
        Ok(())
    }

    fn call(
        &mut self,
        function: ExprId,
        arguments: &[ExprId],
        tail: Tail,
        position: Position,
    ) -> Compiled<'h, ()> {
        self.strict(function, Tail::No)?;
        self.arguments(function, arguments)?;
        let count = arguments.len() as u32;
        let effect = -(count as i32);
        // Where there will be a trace, each frame stays to tell of its call.
        let instruction = if tail == Tail::Yes && !self.runtime.options.show_trace {
            Instruction::TailCall { count }
        } else {
            Instruction::Call { count }
        };
        self.unit().emit(instruction, effect, position);
        self.end(tail, position);
        Ok(())
    }

    pub(super) fn list(&mut self, items: &[ExprId], position: Position) -> Compiled<'h, ()> {
        for &item in items {
            self.lazy(item, None, Place::Stored)?;
        }
        let count = items.len() as u32;
        self.unit()
            .emit(Instruction::MakeList { count }, 1 - count as i32, position);
        Ok(())
    }

    fn coerced_parts(
        &mut self,
        parts: &[Part],
        mode: Coercion,
        position: Position,
    ) -> Compiled<'h, ()> {
        for part in parts {
            match part {
                Part::Text(text) => {
                    let text = Value::String(NixString::new(self.runtime.heap, text));
                    self.unit().push_constant(text, position);
                }
                Part::Expr(id) => {
                    self.strict(*id, Tail::No)?;
                    let position = self.tree.start(*id);
                    self.unit().emit(Instruction::Coerce { mode }, 0, position);
                }
            }
        }
        Ok(())
    }

    fn interpolation(&mut self, parts: &[Part], position: Position) -> Compiled<'h, ()> {
        self.coerced_parts(parts, Coercion::String, position)?;
        let count = parts.len() as u32;
        if count != 1 {
            let effect = 1 - count as i32;
            self.unit()
                .emit(Instruction::ConcatStrings { count }, effect, position);
        }
        Ok(())
    }

    fn path_interpolation(&mut self, parts: &[Part], position: Position) -> Compiled<'h, ()> {
        self.coerced_parts(parts, Coercion::Path, position)?;
        let count = parts.len() as u32;
        self.unit().emit(
            Instruction::ConcatPath { count },
            1 - count as i32,
            position,
        );
        Ok(())
    }

    fn select(&mut self, id: ExprId, select: &Select, position: Position) -> Compiled<'h, ()> {
        if let Some(value) = self.constant_select(id) {
            self.unit().push_constant(value, position);
            if value.is_pending() {
                self.unit().emit(Instruction::Force, 0, position);
            }
            return Ok(());
        }
        self.strict(select.subject, Tail::No)?;
        match select.default {
            None => self.select_path(&select.path, position),
            Some(default) => self.select_or(&select.path, default, position),
        }
    }

    fn select_path(&mut self, path: &[PathStep], position: Position) -> Compiled<'h, ()> {
        let mark = self.unit().mark();
        for step in path {
            match step.name {
                StepName::Static(name) => {
                    self.unit().emit(Instruction::Select { name }, 0, position);
                }
                StepName::Dynamic(name) => {
                    self.computed_name(name)?;
                    self.unit().emit(Instruction::SelectDynamic, -1, position);
                }
            }
        }
        self.unit().context(mark, ContextPart::Selection, position);
        Ok(())
    }

    fn select_or(
        &mut self,
        path: &[PathStep],
        default: ExprId,
        position: Position,
    ) -> Compiled<'h, ()> {
        let mark = self.unit().mark();
        let missing = self.try_path(path)?;
        self.unit().emit(Instruction::Force, 0, position);
        self.unit().context(mark, ContextPart::Selection, position);
        let to_end = self
            .unit()
            .jump(|target| Instruction::Jump { target }, 0, position);
        for label in missing {
            self.unit().land(label);
        }
        self.unit().depth -= 1;
        let mark = self.unit().mark();
        self.strict(default, Tail::No)?;
        self.unit()
            .context(mark, ContextPart::SelectionDefault, position);
        self.unit().land(to_end);
        Ok(())
    }

    /// Selects along a path; the labels are jumped from, the subject dropped, where a step is missing.
    fn try_path(&mut self, path: &[PathStep]) -> Compiled<'h, Vec<super::unit::Label>> {
        let mut missing = Vec::with_capacity(path.len());
        for (index, step) in path.iter().enumerate() {
            if index > 0 {
                self.unit().emit(Instruction::Force, 0, step.position);
            }
            match step.name {
                StepName::Static(name) => {
                    self.unit()
                        .emit(Instruction::SelectOrNext { name }, 0, step.position);
                }
                StepName::Dynamic(name) => {
                    self.computed_name(name)?;
                    self.unit()
                        .emit(Instruction::SelectDynamicOrNext, -1, step.position);
                }
            }
            missing.push(
                self.unit()
                    .jump(|target| Instruction::Jump { target }, 0, step.position),
            );
        }
        Ok(missing)
    }

    fn has_attr(
        &mut self,
        subject: ExprId,
        path: &[PathStep],
        position: Position,
    ) -> Compiled<'h, ()> {
        self.strict(subject, Tail::No)?;
        let Some((last, before)) = path.split_last() else {
            return Ok(());
        };
        let missing = self.try_path(before)?;
        if !before.is_empty() {
            self.unit().emit(Instruction::Force, 0, last.position);
        }
        match last.name {
            StepName::Static(name) => {
                self.unit()
                    .emit(Instruction::HasAttr { name }, 0, last.position);
            }
            StepName::Dynamic(name) => {
                self.computed_name(name)?;
                self.unit()
                    .emit(Instruction::HasAttrDynamic, -1, last.position);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let to_end = self
            .unit()
            .jump(|target| Instruction::Jump { target }, 0, position);
        for label in missing {
            self.unit().land(label);
        }
        self.unit().depth -= 1;
        self.unit().push_constant(Value::Bool(false), position);
        self.unit().land(to_end);
        Ok(())
    }

    /// Pushes the computed name of an attribute.
    fn computed_name(&mut self, name: ExprId) -> Compiled<'h, ()> {
        self.strict(name, Tail::No)?;
        let position = self.told_position(name);
        self.unit().emit(Instruction::CheckName, 0, position);
        Ok(())
    }
}
