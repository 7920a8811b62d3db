//! Attribute sets while they are read: definitions are merged until the set is used.

use super::{Builder, Lowered, Value};
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::error::{SyntaxError, place};
use crate::syntax::tree::{
    AttrValue, AttrsNode, DynamicAttr, Expr, ExprId, PathStep, Select, StaticAttr, StepName,
};
use rustc_hash::FxHashMap;

/// Index of a set that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct SetId(u32);

/// From this many attributes on, names are found through a hash table.
const INDEXED: usize = 12;

/// A set that later definitions may extend.
#[derive(Default)]
pub(super) struct OpenSet {
    recursive: bool,
    offset: u32,
    statics: Vec<OpenAttr>,
    /// Where each name is in `statics`, once there are many.
    index: Option<Box<FxHashMap<Symbol, u32>>>,
    sources: Vec<ExprId>,
    dynamics: Vec<OpenDynamic>,
}

#[derive(Clone, Copy)]
struct OpenAttr {
    name: Symbol,
    offset: u32,
    value: OpenValue,
}

#[derive(Clone, Copy)]
enum OpenValue {
    Plain(Value),
    Inherit(ExprId),
    InheritFrom(u32),
}

#[derive(Clone, Copy)]
struct OpenDynamic {
    name: ExprId,
    value: Value,
    offset: u32,
}

impl OpenSet {
    fn find(&self, name: Symbol) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(&name).map(|&i| i as usize),
            None => self.statics.iter().position(|attr| attr.name == name),
        }
    }

    fn push(&mut self, attr: OpenAttr) {
        if let Some(index) = &mut self.index {
            index.insert(attr.name, self.statics.len() as u32);
        }
        self.statics.push(attr);
        if self.index.is_none() && self.statics.len() == INDEXED {
            let names = self.statics.iter().zip(0..);
            let index = names.map(|(attr, i)| (attr.name, i)).collect();
            self.index = Some(Box::new(index));
        }
    }
}

/// A set being merged into another, attribute by attribute in the order of their symbols.
struct Merge {
    target: SetId,
    attrs: std::vec::IntoIter<OpenAttr>,
    first_source: u32,
}

impl Builder<'_, '_> {
    /// An empty set that starts at `offset`.
    pub(in crate::syntax) fn open_set(&mut self, offset: u32, recursive: bool) -> SetId {
        let set = OpenSet {
            recursive,
            offset,
            ..OpenSet::default()
        };
        self.sets.push(set);
        SetId(self.sets.len() as u32 - 1)
    }

    fn set(&mut self, set: SetId) -> &mut OpenSet {
        &mut self.sets[set.0 as usize]
    }

    /// Says whether a set is recursive and where it starts.
    pub(in crate::syntax) fn set_kind(&mut self, set: SetId, offset: u32, recursive: bool) {
        let set = self.set(set);
        set.recursive = recursive;
        set.offset = offset;
    }

    /// `path = value;` where the path starts at `offset`.
    pub(in crate::syntax) fn define(
        &mut self,
        set: SetId,
        offset: u32,
        path: &[Step],
        value: Value,
    ) -> Lowered<()> {
        let Some((last, before)) = path.split_last() else {
            return Ok(());
        };
        let mut current = set;
        for (depth, step) in before.iter().enumerate() {
            current = match step.name {
                StepName::Dynamic(name) => {
                    let inner = self.open_set(offset, false);
                    let value = Value::Set(inner);
                    let attr = OpenDynamic {
                        name,
                        value,
                        offset,
                    };
                    self.set(current).dynamics.push(attr);
                    inner
                }
                StepName::Static(name) => match self.inner_set(current, offset, name) {
                    Ok(inner) => inner,
                    Err(earlier) => {
                        let path = names(&path[..=depth]);
                        return Err(self.duplicate(&path, offset, earlier));
                    }
                },
            };
        }
        self.define_last(current, offset, path, *last, value)
    }

    /// The set that is the attribute `name`, new or old; where the attribute is defined if it is something else.
    fn inner_set(&mut self, set: SetId, offset: u32, name: Symbol) -> Result<SetId, u32> {
        let Some(i) = self.set(set).find(name) else {
            let inner = self.open_set(offset, false);
            let value = OpenValue::Plain(Value::Set(inner));
            self.set(set).push(OpenAttr {
                name,
                offset,
                value,
            });
            return Ok(inner);
        };
        let earlier = self.set(set).statics[i];
        match earlier.value {
            OpenValue::Plain(Value::Set(inner)) => Ok(inner),
            OpenValue::Plain(Value::Done(_) | Value::Call(_))
            | OpenValue::Inherit(_)
            | OpenValue::InheritFrom(_) => Err(earlier.offset),
        }
    }

    fn define_last(
        &mut self,
        set: SetId,
        offset: u32,
        path: &[Step],
        step: Step,
        value: Value,
    ) -> Lowered<()> {
        let value = match value {
            Value::Set(_) => value,
            Value::Done(_) | Value::Call(_) => Value::Done(self.close(value)),
        };
        match step.name {
            StepName::Dynamic(name) => {
                self.set(set).dynamics.push(OpenDynamic {
                    name,
                    value,
                    offset,
                });
                Ok(())
            }
            StepName::Static(name) => match self.set(set).find(name) {
                None => {
                    self.name_functions(value, name);
                    let value = OpenValue::Plain(value);
                    self.set(set).push(OpenAttr {
                        name,
                        offset,
                        value,
                    });
                    Ok(())
                }
                Some(i) => {
                    let earlier = self.set(set).statics[i];
                    if let (OpenValue::Plain(Value::Set(target)), Value::Set(from)) =
                        (earlier.value, value)
                    {
                        return self.merge(names(path), target, from);
                    }
                    Err(self.duplicate(&names(path), offset, earlier.offset))
                }
            },
        }
    }

    /// Moves everything in `from` to `target`; whether `from` was recursive is lost.
    fn merge(&mut self, mut path: Vec<Symbol>, target: SetId, from: SetId) -> Lowered<()> {
        let mut pending = vec![self.start_merge(target, from)];
        while let Some(merge) = pending.last_mut() {
            let Some(mut attr) = merge.attrs.next() else {
                pending.pop();
                path.pop();
                continue;
            };
            let target = merge.target;
            if let OpenValue::InheritFrom(source) = &mut attr.value {
                *source += merge.first_source;
            }
            let Some(i) = self.set(target).find(attr.name) else {
                self.set(target).push(attr);
                continue;
            };
            path.push(attr.name);
            let earlier = self.set(target).statics[i];
            if let (OpenValue::Plain(Value::Set(inner)), OpenValue::Plain(Value::Set(from))) =
                (earlier.value, attr.value)
            {
                let inner = self.start_merge(inner, from);
                pending.push(inner);
            } else {
                return Err(self.duplicate(&path, attr.offset, earlier.offset));
            }
        }
        Ok(())
    }

    fn start_merge(&mut self, target: SetId, from: SetId) -> Merge {
        let mut from = std::mem::take(self.set(from));
        from.statics.sort_by_key(|attr| attr.name);
        let set = self.set(target);
        let first_source = set.sources.len() as u32;
        set.sources.append(&mut from.sources);
        set.dynamics.append(&mut from.dynamics);
        Merge {
            target,
            attrs: from.statics.into_iter(),
            first_source,
        }
    }

    /// `inherit names;`
    pub(in crate::syntax) fn inherit(&mut self, set: SetId, steps: &[Step]) -> Lowered<()> {
        for step in steps {
            let name = self.inherited_name(set, step)?;
            let variable = self.add(step.offset, Expr::Variable(name));
            let value = OpenValue::Inherit(variable);
            let offset = step.offset;
            self.set(set).push(OpenAttr {
                name,
                offset,
                value,
            });
        }
        Ok(())
    }

    /// `inherit (source) names;`
    pub(in crate::syntax) fn inherit_from(
        &mut self,
        set: SetId,
        source: Value,
        steps: &[Step],
    ) -> Lowered<()> {
        let source = self.close(source);
        let index = self.set(set).sources.len() as u32;
        self.set(set).sources.push(source);
        for step in steps {
            let name = self.inherited_name(set, step)?;
            let value = OpenValue::InheritFrom(index);
            let offset = step.offset;
            self.set(set).push(OpenAttr {
                name,
                offset,
                value,
            });
        }
        Ok(())
    }

    fn inherited_name(&mut self, set: SetId, step: &Step) -> Lowered<Symbol> {
        let name = self.check_inherited(*step)?;
        match self.set(set).find(name) {
            None => Ok(name),
            Some(i) => {
                let earlier = self.set(set).statics[i].offset;
                Err(self.duplicate(&[name], step.offset, earlier))
            }
        }
    }

    /// The name of an attribute that is inherited, which must be known.
    pub(in crate::syntax) fn check_inherited(&self, step: Step) -> Lowered<Symbol> {
        match step.name {
            StepName::Static(name) => Ok(name),
            StepName::Dynamic(_) => {
                let message = "dynamic attributes not allowed in inherit";
                Err(self.error(step.offset, message))
            }
        }
    }

    /// `let bindings in body`
    pub(in crate::syntax) fn let_in(
        &mut self,
        offset: u32,
        set: SetId,
        body: Value,
    ) -> Lowered<Value> {
        if !self.set(set).dynamics.is_empty() {
            return Err(self.error(offset, "dynamic attributes not allowed in let"));
        }
        let node = self.close_bindings(set);
        let body = self.close(body);
        Ok(self.leaf(offset, Expr::Let(Box::new(node), body)))
    }

    /// `let { bindings }`
    pub(in crate::syntax) fn legacy_let(&mut self, offset: u32, set: SetId) -> Value {
        let open = self.set(set);
        open.recursive = true;
        open.offset = offset;
        let subject = self.close_set(set);
        let name = StepName::Static(self.symbols.intern(b"body"));
        let position = Position::NONE;
        let path = Box::new([PathStep { name, position }]);
        let select = Select {
            subject,
            path,
            default: None,
        };
        self.leaf(offset, Expr::Select(Box::new(select)))
    }

    /// Adds the node of a set and of the open sets in it, innermost first.
    pub(super) fn close_set(&mut self, set: SetId) -> ExprId {
        let offset = self.set(set).offset;
        let node = self.close_bindings(set);
        self.add(offset, Expr::Attrs(Box::new(node)))
    }

    fn close_bindings(&mut self, set: SetId) -> AttrsNode {
        let mut current = Closing::of(std::mem::take(self.set(set)));
        let mut around = Vec::new();
        loop {
            if let Some(inner) = current.next_open() {
                let inner = Closing::of(std::mem::take(self.set(inner)));
                around.push(std::mem::replace(&mut current, inner));
                continue;
            }
            let Some(outer) = around.pop() else {
                return self.attrs_node(current.set);
            };
            let closed = std::mem::replace(&mut current, outer).set;
            let offset = closed.offset;
            let node = self.attrs_node(closed);
            let id = self.add(offset, Expr::Attrs(Box::new(node)));
            current.fill(Value::Done(id));
        }
    }

    fn attrs_node(&mut self, mut set: OpenSet) -> AttrsNode {
        set.statics.sort_unstable_by_key(|attr| attr.name);
        let source = self.source;
        let position = |offset: u32| source.position(offset as usize);
        let statics = set.statics.iter().map(|attr| StaticAttr {
            name: attr.name,
            position: position(attr.offset),
            value: match attr.value {
                OpenValue::Plain(value) => AttrValue::Plain(self.close(value)),
                OpenValue::Inherit(variable) => AttrValue::Inherit(variable),
                OpenValue::InheritFrom(index) => AttrValue::InheritFrom(index),
            },
        });
        let statics = statics.collect();
        let dynamics = set.dynamics.iter().map(|attr| DynamicAttr {
            name: attr.name,
            value: self.close(attr.value),
            position: position(attr.offset),
        });
        AttrsNode {
            recursive: set.recursive,
            statics,
            sources: set.sources.into(),
            dynamics: dynamics.collect(),
        }
    }

    fn duplicate(&self, path: &[Symbol], offset: u32, earlier: u32) -> SyntaxError {
        let path: Vec<_> = path
            .iter()
            .map(|&name| crate::syntax::show::attribute_name(self.symbols.name(name)))
            .collect();
        let earlier = place(self.source, earlier as usize);
        let path = path.join(".");
        self.error(
            offset,
            format!("attribute '{path}' already defined at {earlier}"),
        )
    }
}

/// A step of an attribute path and the byte it starts at.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Step {
    /// Its name.
    pub(in crate::syntax) name: StepName,
    /// Where it starts.
    pub(in crate::syntax) offset: u32,
}

/// A set whose inner sets are being closed: first the static attributes, then the dynamic ones.
struct Closing {
    set: OpenSet,
    cursor: usize,
}

impl Closing {
    fn of(set: OpenSet) -> Self {
        Self { set, cursor: 0 }
    }

    fn slot(&mut self) -> Option<&mut Value> {
        let count = self.set.statics.len();
        if self.cursor < count {
            return match &mut self.set.statics[self.cursor].value {
                OpenValue::Plain(value) => Some(value),
                OpenValue::Inherit(_) | OpenValue::InheritFrom(_) => None,
            };
        }
        let attr = self.set.dynamics.get_mut(self.cursor - count)?;
        Some(&mut attr.value)
    }

    /// The next inner set that is open; the cursor stays on it.
    fn next_open(&mut self) -> Option<SetId> {
        while self.cursor < self.set.statics.len() + self.set.dynamics.len() {
            match self.slot() {
                Some(Value::Set(inner)) => return Some(*inner),
                Some(Value::Done(_) | Value::Call(_)) | None => self.cursor += 1,
            }
        }
        None
    }

    fn fill(&mut self, value: Value) {
        if let Some(slot) = self.slot() {
            *slot = value;
        }
    }
}

/// The static names of a path, for a message.
fn names(path: &[Step]) -> Vec<Symbol> {
    path.iter()
        .filter_map(|step| match step.name {
            StepName::Static(name) => Some(name),
            StepName::Dynamic(_) => None,
        })
        .collect()
}
