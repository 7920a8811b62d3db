//! Groups of bindings: attribute sets and `let`, recursive or not.
//!
//! The members of a group occupy consecutive stack slots: first the sources of `inherit (e)`, then the static attributes.
//! Where some member captures one that is made later (or itself), all thunks and closures of the group are reserved first
//! and their captures filled once all exist.

use super::lazy::Place;
use super::scope::Meaning;
use super::unit::{Binding, Head, Variable};
use super::{Compiled, Compiler, Tail};
use crate::bytecode::{CaptureSource, Code, ContextPart, Instruction, ShapeAttr};
use crate::heap::ObjectKind;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::{AttrValue, AttrsNode, Expr, ExprId, StaticAttr};
use crate::value::Value;

/// How a member of a recursive group is made.
enum Member<'h> {
    /// A value that exists already.
    Constant(Value<'h>),
    /// A variable from outside the group.
    Outer(Variable),
    /// A thunk.
    Thunk(&'h Code<'h>),
    /// A closure.
    Closure(&'h Code<'h>),
    /// A binding that is evaluated in place.
    InPlace(ExprId, Binding),
}

impl<'h> Compiler<'_, 'h> {
    /// Pushes an attribute set.
    pub(super) fn attrs(&mut self, node: &AttrsNode, position: Position) -> Compiled<'h, ()> {
        if node.recursive {
            return self.recursive_attrs(node, position);
        }
        for &source in &node.sources {
            self.lazy(source, None, Place::Stored)?;
        }
        let base = self.unit().depth - node.sources.len() as u32;
        let level = self.level();
        for attr in &node.statics {
            match attr.value {
                AttrValue::Plain(id) => self.lazy(id, Some(attr.into()), Place::Stored)?,
                AttrValue::Inherit(id) => self.lazy(id, Some(attr.into()), Place::Stored)?,
                AttrValue::InheritFrom(index) => {
                    let source = Variable {
                        level,
                        slot: base + index,
                    };
                    let code = self.inherit_code(source, attr.name, attr.position);
                    let code = self.unit().code(code);
                    self.unit()
                        .emit(Instruction::MakeThunk { code }, 1, attr.position);
                }
            }
        }
        self.make_attrs(node, position);
        self.dynamic_attrs(node)?;
        self.slide(node.sources.len(), position);
        Ok(())
    }

    /// The code of a thunk that selects `name` from `source`.
    fn inherit_code(&mut self, source: Variable, name: Symbol, position: Position) -> &'h Code<'h> {
        self.begin(Head::thunk(position, Some(name)));
        self.return_inherited(source, name, position);
        self.finish()
    }

    /// Ends the frame with attribute `name` of `source`.
    fn return_inherited(&mut self, source: Variable, name: Symbol, position: Position) {
        self.push_variable(source, true, position);
        let mark = self.unit().mark();
        self.unit().emit(Instruction::Select { name }, 0, position);
        self.unit().context(mark, ContextPart::Selection, position);
        self.unit().emit(Instruction::Return, -1, position);
    }

    fn make_attrs(&mut self, node: &AttrsNode, position: Position) {
        let shape: Vec<_> = node
            .statics
            .iter()
            .map(|attr| ShapeAttr {
                name: attr.name,
                position: attr.position,
            })
            .collect();
        let shape = self.runtime.heap.slice(ObjectKind::Code, &shape);
        let effect = 1 - shape.len() as i32;
        let shape = self.unit().shape(shape);
        self.unit()
            .emit(Instruction::MakeAttrs { shape }, effect, position);
    }

    fn dynamic_attrs(&mut self, node: &AttrsNode) -> Compiled<'h, ()> {
        for attr in &node.dynamics {
            self.strict(attr.name, Tail::No)?;
            self.lazy(attr.value, None, Place::Stored)?;
            self.unit()
                .emit(Instruction::InsertDynamic, -2, attr.position);
        }
        Ok(())
    }

    fn recursive_attrs(&mut self, node: &AttrsNode, position: Position) -> Compiled<'h, ()> {
        let base = self.group(node, None)?;
        let members = node.sources.len() + node.statics.len();
        let overrides = node
            .statics
            .iter()
            .position(|a| a.name == self.runtime.names.overrides);
        if node.dynamics.is_empty() && overrides.is_none() {
            self.unbind(node);
            self.make_attrs(node, position);
            self.slide(node.sources.len(), position);
            return Ok(());
        }
        let first = base + node.sources.len() as u32;
        if let Some(index) = overrides {
            let slot = first + index as u32;
            let overrides = Instruction::LocalForced { slot };
            self.unit().emit(overrides, 1, position);
        }
        for slot in first..base + members as u32 {
            self.unit().emit(Instruction::Local { slot }, 1, position);
        }
        self.make_attrs(node, position);
        if overrides.is_some() {
            self.unit().emit(Instruction::Update, -1, position);
        }
        self.dynamic_attrs(node)?;
        self.unbind(node);
        self.slide(members, position);
        Ok(())
    }

    pub(super) fn slide(&mut self, count: usize, position: Position) {
        if count > 0 {
            let count = count as u32;
            self.unit()
                .emit(Instruction::Slide { count }, -(count as i32), position);
        }
    }

    /// `let`
    pub(super) fn let_in(
        &mut self,
        node: &AttrsNode,
        body: ExprId,
        tail: Tail,
    ) -> Compiled<'h, ()> {
        self.group(node, Some(body))?;
        self.strict(body, tail)?;
        self.unbind(node);
        if tail == Tail::No {
            self.slide(
                node.sources.len() + node.statics.len(),
                self.tree.position(body),
            );
        }
        Ok(())
    }

    fn unbind(&mut self, node: &AttrsNode) {
        for attr in &node.statics {
            self.scopes.unbind(attr.name);
        }
    }

    /// Pushes the members of a recursive group, a set's or that of a `let` with this body, and binds their names; the first
    /// member's slot.
    fn group(&mut self, node: &AttrsNode, body: Option<ExprId>) -> Compiled<'h, u32> {
        let is_set = body.is_none();
        let base = self.unit().depth;
        let level = self.level();
        let first = base + node.sources.len() as u32;
        let mut inherited = Vec::new();
        for attr in &node.statics {
            if let AttrValue::Inherit(id) = attr.value {
                inherited.push(self.outer_member(id, attr.into())?);
            }
        }
        // One can look into a set.
        let builtins = match body {
            Some(_) => self.bound_builtins(node),
            None => Vec::new(),
        };
        for (index, attr) in node.statics.iter().enumerate() {
            let slot = first + index as u32;
            let meaning = match builtins.get(index) {
                Some(&Some(builtin)) => Meaning::Constant(builtin),
                _ => Meaning::Variable(Variable { level, slot }),
            };
            self.scopes.bind_meaning(attr.name, meaning);
        }
        let in_place = body.and_then(|body| self.evaluated_first(node, body));
        let overrides = node
            .statics
            .iter()
            .position(|attr| is_set && attr.name == self.runtime.names.overrides)
            .map(|index| Variable {
                level,
                slot: first + index as u32,
            });
        let mut inherited = inherited.into_iter();
        let mut members = Vec::with_capacity(node.sources.len() + node.statics.len());
        for (index, &source) in node.sources.iter().enumerate() {
            let slot = base + index as u32;
            members.push(self.member(source, None, Variable { level, slot })?);
        }
        for (index, attr) in node.statics.iter().enumerate() {
            let own = Variable {
                level,
                slot: first + index as u32,
            };
            let member = match attr.value {
                _ if let Some(&Some(builtin)) = builtins.get(index) => Member::Constant(builtin),
                AttrValue::Plain(id) if in_place == Some(index) => Member::InPlace(id, attr.into()),
                AttrValue::Inherit(_) => inherited.next().unwrap_or(Member::Constant(Value::Null)),
                AttrValue::InheritFrom(index) => {
                    let source = Variable {
                        level,
                        slot: base + index,
                    };
                    Member::Thunk(self.inherit_code(source, attr.name, attr.position))
                }
                AttrValue::Plain(id) => self.member(id, Some(attr.into()), own)?,
            };
            members.push(match overrides {
                Some(overrides) if overrides != own => {
                    Member::Thunk(self.overridden_code(overrides, attr, base, member)?)
                }
                _ => member,
            });
        }
        self.push_members(&members, base, node)?;
        Ok(base)
    }

    /// A member that means something outside of the group.
    fn outer_member(&mut self, id: ExprId, binding: Binding) -> Compiled<'h, Member<'h>> {
        if let Expr::Variable(variable) = self.tree.expr(id) {
            match self.meaning(*variable, self.tree.position(id))? {
                Meaning::Variable(variable) => return Ok(Member::Outer(variable)),
                Meaning::Constant(value) => return Ok(Member::Constant(value)),
                Meaning::Dynamic => {}
            }
        }
        Ok(Member::Thunk(self.thunk_code(id, Some(binding))?))
    }

    fn member(
        &mut self,
        id: ExprId,
        binding: Option<Binding>,
        own: Variable,
    ) -> Compiled<'h, Member<'h>> {
        if let Some(value) = self.constant(id) {
            return Ok(Member::Constant(value));
        }
        match self.tree.expr(id) {
            Expr::Variable(variable) => match self.meaning(*variable, self.tree.position(id))? {
                Meaning::Variable(variable)
                    if variable.level != own.level || variable.slot < own.slot =>
                {
                    return Ok(Member::Outer(variable));
                }
                Meaning::Constant(value) => return Ok(Member::Constant(value)),
                Meaning::Variable(_) | Meaning::Dynamic => {}
            },
            Expr::Lambda(_) => return Ok(Member::Closure(self.lambda_code(id)?)),
            _ => {}
        }
        Ok(Member::Thunk(self.thunk_code(id, binding)?))
    }

    /// The code of a member that `__overrides` may replace; `member` is how it is made otherwise.
    fn overridden_code(
        &mut self,
        overrides: Variable,
        attr: &StaticAttr,
        base: u32,
        member: Member<'h>,
    ) -> Compiled<'h, &'h Code<'h>> {
        let (name, position) = (attr.name, attr.position);
        self.begin(Head::thunk(position, Some(name)));
        self.push_variable(overrides, true, position);
        self.unit()
            .emit(Instruction::SelectOrNext { name }, -1, position);
        let missing = self
            .unit()
            .jump(|target| Instruction::Jump { target }, 1, position);
        self.unit().emit(Instruction::Return, -1, position);
        self.unit().land(missing);
        match (attr.value, member) {
            (AttrValue::Plain(id), _) => self.strict(id, Tail::Yes)?,
            (AttrValue::InheritFrom(index), _) => {
                let source = Variable {
                    slot: base + index,
                    ..overrides
                };
                self.return_inherited(source, name, position);
            }
            (AttrValue::Inherit(_), Member::Outer(variable)) => {
                self.push_variable(variable, true, position);
                self.unit().emit(Instruction::Return, -1, position);
            }
            (AttrValue::Inherit(_), Member::Constant(value)) => {
                self.unit().push_constant(value, position);
                self.unit().emit(Instruction::Return, -1, position);
            }
            (
                AttrValue::Inherit(id),
                Member::Thunk(_) | Member::Closure(_) | Member::InPlace(..),
            ) => {
                // The name is found in a `with` scope: the set's own attribute of that name is not in between.
                if let Expr::Variable(name) = self.tree.expr(id) {
                    self.push_dynamic(*name, position);
                }
                self.unit().emit(Instruction::Return, -1, position);
            }
        }
        Ok(self.finish())
    }

    fn push_members(
        &mut self,
        members: &[Member<'h>],
        base: u32,
        node: &AttrsNode,
    ) -> Compiled<'h, ()> {
        let two_phases = members.iter().enumerate().any(|(index, member)| {
            match member {
            Member::Thunk(code) | Member::Closure(code) => code.captures.iter().any(|source| {
                matches!(source.source(), CaptureSource::Local(slot) if slot >= base + index as u32)
            }),
            Member::Constant(_) | Member::Outer(_) | Member::InPlace(..) => false,
        }
        });
        let offset = node.sources.len();
        let position = |index: usize| match index.checked_sub(offset) {
            Some(index) => node.statics[index].position,
            None => self.tree.position(node.sources[index]),
        };
        let positions: Vec<_> = (0..members.len()).map(position).collect();
        for (member, &position) in members.iter().zip(&positions) {
            match member {
                Member::Constant(value) => self.unit().push_constant(*value, position),
                Member::Outer(variable) => self.push_variable(*variable, false, position),
                Member::InPlace(id, binding) => {
                    let mark = self.unit().mark();
                    self.strict(*id, Tail::No)?;
                    self.unit()
                        .context(mark, ContextPart::InlinedBinding, binding.position);
                }
                Member::Thunk(code) => {
                    let code = self.unit().code(code);
                    let instruction = if two_phases {
                        Instruction::ReserveThunk { code }
                    } else {
                        Instruction::MakeThunk { code }
                    };
                    self.unit().emit(instruction, 1, position);
                }
                Member::Closure(code) => {
                    let code = self.unit().code(code);
                    let instruction = if two_phases {
                        Instruction::ReserveClosure { code }
                    } else {
                        Instruction::MakeClosure { code }
                    };
                    self.unit().emit(instruction, 1, position);
                }
            }
        }
        if !two_phases {
            return Ok(());
        }
        for (index, (member, &position)) in members.iter().zip(&positions).enumerate() {
            if let Member::Thunk(code) | Member::Closure(code) = member
                && !code.captures.is_empty()
            {
                let slot = base + index as u32;
                self.unit()
                    .emit(Instruction::FillCaptures { slot }, 0, position);
            }
        }
        Ok(())
    }
}
