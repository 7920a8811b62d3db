//! Completion: commands, variables in scope, and the attributes of what a path of names leads to.

use super::Dialogue;
use crate::print::is_plain_name;
use crate::symbol::Symbol;
use crate::value::Value;

/// What could stand at the end of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the word to complete begins, in bytes.
    pub start: usize,
    /// What it could be, whole words, in the order of names.
    pub words: Vec<String>,
}

impl Dialogue<'_> {
    /// The words that could stand at the end of a text. A path of names is evaluated; what fails has no attributes.
    pub fn complete(&mut self, text: &str) -> Completion {
        let is_part = |c: char| c.is_alphanumeric() || "_-'.".contains(c);
        let path_start = text
            .char_indices()
            .rev()
            .take_while(|&(_, c)| is_part(c))
            .last()
            .map_or(text.len(), |(index, _)| index);
        let path = &text[path_start..];
        let (names, start) = match path.rfind('.') {
            Some(dot) => (self.attribute_names(&path[..dot]), path_start + dot + 1),
            None => (self.variables(), path_start),
        };
        let beginning = &text[start..];
        let mut words: Vec<String> = names
            .into_iter()
            .filter(|name| name.starts_with(beginning) && is_plain_name(name.as_bytes()))
            .collect();
        words.sort();
        words.dedup();
        Completion { start, words }
    }

    /// The names of the attributes of what `a.b.c` is, if it is a set.
    fn attribute_names(&mut self, path: &str) -> Vec<String> {
        let mut names = path.split('.');
        if !names.all(|name| is_plain_name(name.as_bytes())) {
            return Vec::new();
        }
        match self.evaluate(path) {
            Ok(Value::Attrs(attrs)) => {
                let heap = self.evaluator.runtime().heap;
                let names = attrs.entries(heap).iter();
                names.map(|attr| self.text(attr.name)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every variable in scope.
    fn variables(&self) -> Vec<String> {
        let runtime = self.evaluator.runtime();
        let scope = self.scope.entries(runtime.heap).iter();
        let globals = runtime.globals.get().into_iter();
        scope
            .map(|attr| attr.name)
            .chain(globals.flat_map(|globals| globals.keys().copied()))
            .map(|name| self.text(name))
            .collect()
    }

    fn text(&self, name: Symbol) -> String {
        self.evaluator.runtime().symbols.text(name)
    }
}
