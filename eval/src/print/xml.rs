//! Values as XML, as `nix-instantiate --xml` prints them; a worklist like the other printers.

use super::{Evaluated, evaluated, float, is_unevaluated};
use crate::bytecode::{Code, Formals};
use crate::error::{Error, Result};
use crate::runtime::Runtime;
use crate::source::{Origin, Position};
use crate::symbol::Symbol;
use crate::value::{Attr, Attrs, Callee, ContextUnion, Items, NixString, Value};
use rustc_hash::FxHashSet;

/// Whether XML says where things were defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// `line`, `column` and `path` of attributes and functions.
    Shown,
    /// None of them.
    Hidden,
}

/// A value as an XML document; nothing is evaluated.
///
/// # Errors
/// The heap's limit, which a value that contains itself reaches.
pub fn xml<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    evaluated: Evaluated,
    places: Places,
) -> Result<'h, Vec<u8>> {
    let mut writer = XmlWriter::new(runtime, evaluated, places);
    writer.value(value, Evaluated::Deep);
    while let Some((value, evaluated)) = writer.next_value()? {
        writer.value(value, evaluated);
    }
    Ok(writer.text)
}

/// What is left to write inside an element.
enum Rest<'h> {
    Nothing,
    List(Items<'h>),
    Attrs(std::vec::IntoIter<Attr<'h>>),
}

/// An element that is not closed yet.
struct Element<'h> {
    name: &'static str,
    rest: Rest<'h>,
    evaluated: Evaluated,
}

/// An XML attribute.
type Pair<'p> = (&'static str, &'p [u8]);

/// An XML document in the making.
///
/// Whoever writes it passes the value to [`Self::value`], and then whatever [`Self::next_value`] gives, evaluated or not.
pub struct XmlWriter<'a, 'h> {
    runtime: &'a Runtime<'h>,
    places: Places,
    deep: bool,
    text: Vec<u8>,
    /// What the strings written depend on.
    context: ContextUnion<'h>,
    open: Vec<Element<'h>>,
    /// Derivation paths whose attributes were written.
    derivations: FxHashSet<Vec<u8>>,
}

impl<'a, 'h> XmlWriter<'a, 'h> {
    /// A document that waits for its value.
    pub fn new(runtime: &'a Runtime<'h>, evaluated: Evaluated, places: Places) -> Self {
        let mut writer = Self {
            runtime,
            places,
            deep: evaluated == Evaluated::Deep,
            text: b"<?xml version='1.0' encoding='utf-8'?>\n".to_vec(),
            context: ContextUnion::default(),
            open: Vec::new(),
            derivations: FxHashSet::default(),
        };
        writer.begin("expr", &[], Rest::Nothing);
        writer
    }

    /// The number of elements that are not closed yet.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the element written last has contents that are still to come.
    pub fn has_contents(&self) -> bool {
        let last = self.open.last();
        last.is_some_and(|element| !matches!(element.rest, Rest::Nothing))
    }

    /// The value to write next, and how far those beside it are evaluated; none once the document is complete.
    pub fn next_value(&mut self) -> Result<'h, Option<(Value<'h>, Evaluated)>> {
        loop {
            let beside = self.text.len() + self.open.len() * size_of::<Element<'h>>();
            if self.runtime.heap.is_full(beside) {
                return Err(Error::heap_full(self.runtime.heap));
            }
            let Some(element) = self.open.last_mut() else {
                return Ok(None);
            };
            let evaluated = element.evaluated;
            match &mut element.rest {
                Rest::List(items) => {
                    if let Some(item) = items.next() {
                        return Ok(Some((item, evaluated)));
                    }
                }
                Rest::Attrs(attrs) => {
                    if let Some(attr) = attrs.next() {
                        let name = self.runtime.symbols.name(attr.name);
                        let pairs = [("name", name)];
                        self.begin_placed("attr", &pairs, attr.position, Rest::Nothing);
                        return Ok(Some((attr.value, evaluated)));
                    }
                }
                Rest::Nothing => {}
            }
            self.end();
        }
    }

    /// The complete document as a string.
    pub fn into_string(self) -> NixString<'h> {
        let heap = self.runtime.heap;
        NixString::sharing(heap, &self.text, self.context.finish(heap))
    }

    /// Writes a value, or the beginning of a list or set.
    pub fn value(&mut self, value: Value<'h>, context: Evaluated) {
        if !self.deep && context == Evaluated::Shallow && is_unevaluated(value) {
            return self.empty("unevaluated", &[]);
        }
        match value.resolved() {
            Value::Null => self.empty("null", &[]),
            Value::Bool(boolean) => self.scalar("bool", boolean.to_string().as_bytes()),
            Value::Int(number) => self.scalar("int", number.to_string().as_bytes()),
            Value::Float(number) => self.scalar("float", float(number).as_bytes()),
            Value::String(text) => {
                self.context.add(text.shared_context());
                self.scalar("string", text.bytes());
            }
            Value::Path(path) => self.scalar("path", path.bytes()),
            Value::List(list) => {
                let items = list.items();
                let context = evaluated(items.clone());
                self.begin("list", &[], Rest::List(items));
                self.set_context(context);
            }
            Value::Attrs(attrs) => self.attrs(attrs),
            Value::Closure(closure) => self.function(closure.code(), 0),
            Value::Partial(partial) => match partial.callee() {
                Callee::Closure(closure) => {
                    self.function(closure.code(), partial.arguments().len());
                }
                Callee::Builtin(_) => self.empty("unevaluated", &[]),
            },
            Value::Builtin(_) | Value::Thunk(_) => self.empty("unevaluated", &[]),
        }
    }

    fn attrs(&mut self, attrs: Attrs<'h>) {
        let names = &self.runtime.names;
        let text = |name: Symbol| match attrs.value(name).map(Value::resolved) {
            Some(Value::String(text)) => Some(text.bytes()),
            _ => None,
        };
        let entries = attrs.sorted_by_name(self.runtime.heap, &self.runtime.symbols);
        let context = evaluated(entries.iter().map(|attr| attr.value));
        let rest = Rest::Attrs(entries.into_iter());
        if text(names.kind) == Some(b"derivation") {
            let (derivation, output) = (text(names.drv_path), text(names.out_path));
            let mut pairs = Vec::new();
            pairs.extend(derivation.map(|path| ("drvPath", path)));
            pairs.extend(output.map(|path| ("outPath", path)));
            let path = derivation.unwrap_or_default();
            if path.is_empty() || !self.derivations.insert(path.to_vec()) {
                self.begin("derivation", &pairs, Rest::Nothing);
                return self.empty("repeated", &[]);
            }
            self.begin("derivation", &pairs, rest);
        } else {
            self.begin("attrs", &[], rest);
        }
        self.set_context(context);
    }

    /// A function that was given some of its arguments.
    fn function(&mut self, code: &Code<'h>, given: usize) {
        let position = code.position_after(given);
        self.begin_placed("function", &[], position, Rest::Nothing);
        let Some(function) = &code.function else {
            return;
        };
        if let Some(formals) = code.formals_after(given) {
            self.pattern(formals);
        } else {
            let parameter = function.parameters.get(given);
            let name = parameter
                .and_then(|parameter| parameter.name)
                .map(|name| self.runtime.symbols.name(name));
            self.empty("varpat", &[("name", name.unwrap_or_default())]);
        }
        self.end();
    }

    fn pattern(&mut self, formals: &Formals<'h>) {
        let symbols = &self.runtime.symbols;
        let mut pairs: Vec<Pair<'_>> = Vec::new();
        if formals.ellipsis {
            pairs.push(("ellipsis", b"1"));
        }
        pairs.extend(formals.whole.map(|name| ("name", symbols.name(name))));
        self.begin("attrspat", &pairs, Rest::Nothing);
        let mut names: Vec<_> = formals
            .formals
            .iter()
            .map(|formal| symbols.name(formal.name))
            .collect();
        names.sort_unstable();
        for name in names {
            self.empty("attr", &[("name", name)]);
        }
        self.end();
    }

    fn scalar(&mut self, name: &'static str, value: &[u8]) {
        self.empty(name, &[("value", value)]);
    }

    fn set_context(&mut self, evaluated: Evaluated) {
        if let Some(element) = self.open.last_mut() {
            element.evaluated = evaluated;
        }
    }

    /// Begins an element that says where it was defined; C++ Nix orders the attributes by name.
    fn begin_placed(
        &mut self,
        name: &'static str,
        pairs: &[Pair<'_>],
        position: Position,
        rest: Rest<'h>,
    ) {
        let location = match self.places {
            Places::Shown => self.runtime.sources.locate(position),
            Places::Hidden => None,
        };
        let Some(location) = location else {
            return self.begin(name, pairs, rest);
        };
        let (line, column) = (location.line.to_string(), location.column.to_string());
        let mut all: Vec<Pair<'_>> = vec![("column", column.as_bytes()), ("line", line.as_bytes())];
        all.extend_from_slice(pairs);
        if let Origin::File(path) = &location.source.origin {
            all.push(("path", crate::kernel::files::to_bytes(path)));
        }
        self.begin(name, &all, rest);
    }

    fn begin(&mut self, name: &'static str, pairs: &[Pair<'_>], rest: Rest<'h>) {
        self.tag(name, pairs);
        self.text.extend_from_slice(b">\n");
        self.open.push(Element {
            name,
            rest,
            evaluated: Evaluated::Shallow,
        });
    }

    fn empty(&mut self, name: &'static str, pairs: &[Pair<'_>]) {
        self.tag(name, pairs);
        self.text.extend_from_slice(b" />\n");
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        self.indent();
        self.text.extend_from_slice(b"</");
        self.text.extend_from_slice(element.name.as_bytes());
        self.text.extend_from_slice(b">\n");
    }

    fn tag(&mut self, name: &str, pairs: &[Pair<'_>]) {
        self.indent();
        self.text.push(b'<');
        self.text.extend_from_slice(name.as_bytes());
        for (key, value) in pairs {
            self.text.push(b' ');
            self.text.extend_from_slice(key.as_bytes());
            self.text.extend_from_slice(b"=\"");
            escape(&mut self.text, value);
            self.text.push(b'"');
        }
    }

    fn indent(&mut self) {
        self.text
            .resize(self.text.len() + 2 * self.open.len(), b' ');
    }
}

fn escape(text: &mut Vec<u8>, value: &[u8]) {
    for &byte in value {
        match byte {
            b'"' => text.extend_from_slice(b"&quot;"),
            b'<' => text.extend_from_slice(b"&lt;"),
            b'>' => text.extend_from_slice(b"&gt;"),
            b'&' => text.extend_from_slice(b"&amp;"),
            b'\n' => text.extend_from_slice(b"&#xA;"),
            other => text.push(other),
        }
    }
}
