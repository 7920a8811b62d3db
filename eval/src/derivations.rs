//! Derivations in a value: finding them as `nix-instantiate` does, and saying what each is.

use crate::error::{Error, Result};
use crate::evaluator::Evaluator;
use crate::kernel::expect::{expect_bool, expect_list, expect_string};
use crate::source::Position;
use crate::store::{Derivation, StorePath};
use crate::syntax::show;
use crate::value::{Attr, Attrs, List, Value};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What a value is to somebody looking for derivations.
pub enum Seen<'h> {
    /// A derivation.
    Derivation(Attrs<'h>),
    /// A set that may hold some.
    Set {
        /// The set.
        attrs: Attrs<'h>,
        /// Whether it asks to be looked into where it is an attribute itself.
        recurse: bool,
    },
    /// A list that may hold some.
    List(List<'h>),
    /// Something else.
    Other,
}

/// A derivation by its path and the output that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The derivation's path.
    pub path: StorePath,
    /// The output.
    pub output: String,
}

/// What there is to say of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: StorePath,
    /// The system it is built on.
    pub system: String,
    /// The paths of its outputs; none for one that is known only after the build.
    pub outputs: BTreeMap<String, Option<String>>,
}

/// A collection that is being looked through, and how many of its members have been looked at.
enum Open<'h> {
    Set {
        attrs: Vec<Attr<'h>>,
        begun: usize,
        /// Whether every set in it is looked into.
        all: bool,
    },
    List(List<'h>, usize),
}

impl<'h> Evaluator<'h> {
    /// Evaluates a value as far as it takes to know whether it is or holds a derivation.
    pub fn look_for_derivations(&mut self, value: Value<'h>) -> Result<'h, Seen<'h>> {
        match self.force(value)? {
            Value::Attrs(attrs) if self.is_derivation(attrs)? => Ok(Seen::Derivation(attrs)),
            Value::Attrs(attrs) => Ok(Seen::Set {
                attrs,
                recurse: false,
            }),
            Value::List(list) => Ok(Seen::List(list)),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Path(_)
            | Value::Closure(_)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Thunk(_) => Ok(Seen::Other),
        }
    }

    /// As [`Self::look_for_derivations`] for the value of an attribute, which says itself whether it is looked into.
    pub fn look_at_attribute(&mut self, value: Value<'h>) -> Result<'h, Seen<'h>> {
        let seen = self.look_for_derivations(value)?;
        let Seen::Set { attrs, .. } = seen else {
            return Ok(seen);
        };
        let recurse = self.asks_for_recursion(attrs)?;
        Ok(Seen::Set { attrs, recurse })
    }

    fn is_derivation(&mut self, attrs: Attrs<'h>) -> Result<'h, bool> {
        let Some(kind) = attrs.value(self.runtime().names.kind) else {
            return Ok(false);
        };
        let kind = self.force(kind)?;
        Ok(matches!(kind, Value::String(kind) if kind.bytes() == b"derivation"))
    }

    fn asks_for_recursion(&mut self, attrs: Attrs<'h>) -> Result<'h, bool> {
        let Some(attr) = attrs.get(self.runtime().names.recurse_for_derivations) else {
            return Ok(false);
        };
        let wants = self.force(attr.value).and_then(|value| {
            expect_bool(self.runtime(), value)
                .map_err(|error| error.at(self.runtime().heap, attr.position))
        });
        wants.map_err(|error| {
            let what = "while evaluating the attribute `recurseForDerivations`";
            error.traced(self.runtime().heap, what, attr.position)
        })
    }

    /// Every derivation in a value, in the order of attribute names; an error if the value is nothing of the kind.
    pub fn derivations(&mut self, value: Value<'h>) -> Result<'h, Vec<Attrs<'h>>> {
        let mut open = Vec::new();
        let mut found = Vec::new();
        let result = self.collect(value, &mut open, &mut found);
        let heap = self.runtime().heap;
        let traced = |error: Error<'h>, open: &Open<'h>| match open {
            Open::List(..) => error,
            Open::Set { attrs, begun, .. } => {
                let Some(attr) = attrs.get(begun.saturating_sub(1)) else {
                    return error;
                };
                let name = show::attribute_name(self.runtime().symbols.name(attr.name));
                let what = format!("while evaluating the attribute '{name}'");
                error.traced(heap, &what, attr.position)
            }
        };
        match result {
            Ok(()) => Ok(found),
            Err(error) => Err(open.iter().rev().fold(error, traced)),
        }
    }

    fn collect(
        &mut self,
        value: Value<'h>,
        open: &mut Vec<Open<'h>>,
        found: &mut Vec<Attrs<'h>>,
    ) -> Result<'h, ()> {
        let mut done = FxHashSet::default();
        let mut seen = self.look_for_derivations(value)?;
        let mut must_be = true;
        loop {
            match seen {
                Seen::Derivation(attrs) => {
                    if done.insert(attrs.address()) {
                        self.name(attrs)?;
                        found.push(attrs);
                    }
                }
                Seen::Set { attrs, recurse } if must_be || recurse => {
                    open.push(self.open(attrs));
                }
                Seen::List(list) if must_be => open.push(Open::List(list, 0)),
                Seen::Set { .. } | Seen::List(_) => {}
                Seen::Other if must_be => {
                    return Err(self.runtime().error(
                        "expression does not evaluate to a derivation (or a set or list of those)",
                    ));
                }
                Seen::Other => {}
            }
            let Some((next, all)) = self.next(open) else {
                return Ok(());
            };
            must_be = all;
            seen = self.look_at_attribute(next)?;
        }
    }

    fn open(&self, attrs: Attrs<'h>) -> Open<'h> {
        let runtime = self.runtime();
        let combines = runtime.symbols.lookup(b"_combineChannels");
        Open::Set {
            attrs: attrs.sorted_by_name(runtime.heap, &runtime.symbols),
            begun: 0,
            all: combines.is_some_and(|name| attrs.get(name).is_some()),
        }
    }

    /// The next member to look at, and whether it has to hold derivations.
    fn next(&self, open: &mut Vec<Open<'h>>) -> Option<(Value<'h>, bool)> {
        loop {
            match open.last_mut()? {
                Open::Set { attrs, begun, all } => {
                    while let Some(attr) = attrs.get(*begun) {
                        *begun += 1;
                        if is_plain(self.runtime().symbols.name(attr.name)) {
                            return Some((attr.value, *all));
                        }
                    }
                }
                Open::List(list, begun) => {
                    if let Some(item) = list.get(*begun) {
                        *begun += 1;
                        return Some((item, true));
                    }
                }
            }
            open.pop();
        }
    }

    /// The path of a derivation and the output that is meant.
    pub fn instance(&mut self, attrs: Attrs<'h>) -> Result<'h, Instance> {
        let path = self.derivation_path(attrs)?;
        let output = self.text(attrs, "outputName", "the output name of a derivation")?;
        let Some(output) = output else {
            let path = self.runtime().store_dir.print(&path);
            return Err(self.runtime().error(format_args!(
                "derivation '{path}' lacks an 'outputName' attribute"
            )));
        };
        Ok(Instance { path, output })
    }

    /// What there is to say of a derivation.
    pub fn describe(&mut self, attrs: Attrs<'h>) -> Result<'h, Description> {
        Ok(Description {
            name: self.name(attrs)?,
            path: self.derivation_path(attrs)?,
            system: self
                .text(attrs, "system", "the 'system' attribute of a derivation")?
                .unwrap_or_else(|| "unknown".to_owned()),
            outputs: self.outputs(attrs)?,
        })
    }

    /// The derivation that a description is about, as it is stored.
    pub fn stored(&self, description: &Description) -> Result<'h, Derivation> {
        let store = self.runtime().store.borrow();
        store
            .read_derivation(&description.path)
            .map_err(|error| self.runtime().error(error))
    }

    /// The attributes of `meta` that can be written as JSON, each with its text.
    pub fn meta(&mut self, attrs: Attrs<'h>) -> Result<'h, BTreeMap<String, Vec<u8>>> {
        let mut texts = BTreeMap::new();
        let name = self.runtime().symbols.intern(b"meta");
        let Some(meta) = attrs.value(name) else {
            return Ok(texts);
        };
        let Value::Attrs(meta) = self.force(meta)? else {
            return Ok(texts);
        };
        let runtime = std::rc::Rc::clone(self.runtime());
        for attr in meta.sorted_by_name(runtime.heap, &runtime.symbols) {
            if let Ok(text) = self.to_json(attr.value, crate::print::Evaluated::Deep) {
                texts.insert(runtime.symbols.text(attr.name), text);
            }
        }
        Ok(texts)
    }

    fn name(&mut self, attrs: Attrs<'h>) -> Result<'h, String> {
        let name = self.text(attrs, "name", "the 'name' attribute of a derivation")?;
        name.ok_or_else(|| self.runtime().error("derivation name missing"))
    }

    /// The text of an attribute that has to be a string; none where it is missing.
    fn text(&mut self, attrs: Attrs<'h>, name: &str, what: &str) -> Result<'h, Option<String>> {
        let Some(attr) = attrs.get(self.runtime().symbols.intern(name.as_bytes())) else {
            return Ok(None);
        };
        let string = self
            .force(attr.value)
            .and_then(|value| expect_string(self.runtime(), value))
            .map_err(|error| self.traced(error, what, Position::NONE))?;
        Ok(Some(string.text().into_owned()))
    }

    fn traced(&self, error: Error<'h>, what: &str, position: Position) -> Error<'h> {
        let what = format!("while evaluating {what}");
        error.traced(self.runtime().heap, &what, position)
    }

    fn derivation_path(&mut self, attrs: Attrs<'h>) -> Result<'h, StorePath> {
        let Some(attr) = attrs.get(self.runtime().names.drv_path) else {
            return Err(self
                .runtime()
                .error("derivation does not contain a 'drvPath' attribute"));
        };
        let path = self.to_raw(attr.value).and_then(|text| {
            let runtime = self.runtime();
            let (path, _) = runtime
                .store_dir
                .split(&text)
                .map_err(|error| runtime.error(error))?;
            if path.is_derivation() {
                return Ok(path);
            }
            Err(runtime.error(format_args!(
                "store path '{}' is not a valid derivation path",
                path.base()
            )))
        });
        path.map_err(|error| {
            self.traced(
                error,
                "the 'drvPath' attribute of a derivation",
                attr.position,
            )
        })
    }

    fn outputs(&mut self, attrs: Attrs<'h>) -> Result<'h, BTreeMap<String, Option<String>>> {
        let what = "the 'outputs' attribute of a derivation";
        let names = match attrs.value(self.runtime().symbols.intern(b"outputs")) {
            None => vec![b"out".to_vec()],
            Some(outputs) => {
                let list = self
                    .force(outputs)
                    .and_then(|value| expect_list(self.runtime(), value))
                    .map_err(|error| self.traced(error, what, Position::NONE))?;
                let mut names = Vec::with_capacity(list.len());
                for item in list.items() {
                    let item = self.force(item)?;
                    names.push(expect_string(self.runtime(), item)?.bytes().to_vec());
                }
                names
            }
        };
        let mut outputs = BTreeMap::new();
        for name in names {
            let path = self.output_path(attrs, &name)?;
            outputs.insert(String::from_utf8_lossy(&name).into_owned(), path);
        }
        Ok(outputs)
    }

    /// The path of an output, which is an attribute of its own or the derivation itself.
    fn output_path(&mut self, attrs: Attrs<'h>, name: &[u8]) -> Result<'h, Option<String>> {
        let runtime = std::rc::Rc::clone(self.runtime());
        let symbol = runtime.symbols.intern(name);
        let own = match attrs.value(symbol) {
            Some(value) => self.force(value)?,
            None if name == b"out" => Value::Attrs(attrs),
            None => return Ok(None),
        };
        let Value::Attrs(own) = own else {
            return Ok(None);
        };
        let Some(path) = own.value(runtime.names.out_path) else {
            return Ok(None);
        };
        let path = self.to_raw(path)?;
        // What stands for a path that nobody knows yet is not in the store.
        let is_path = runtime.store_dir.contains(&path);
        Ok(is_path.then(|| String::from_utf8_lossy(&path).into_owned()))
    }
}

/// Whether an attribute's name is one that derivations are looked for under.
fn is_plain(name: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+".contains(byte);
    let starts = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    name.first().is_some_and(starts) && name.iter().all(is_word)
}

/// An attribute path as text: names with dots between them, quoted where they have a dot.
pub fn shown_path(path: &[String]) -> String {
    let shown = |name: &String| {
        if name.contains('.') {
            format!("\"{name}\"")
        } else {
            name.clone()
        }
    };
    path.iter().map(shown).collect::<Vec<_>>().join(".")
}
