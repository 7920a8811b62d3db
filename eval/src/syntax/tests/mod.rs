//! Tests of the front end as a whole; the parser and the crate `rnix` are held to the same trees.

mod deep;
mod errors;
mod files;
mod properties;
mod rnix;
mod trees;

use super::lower::Builder;
use super::tree::Tree;
use super::{ParseOptions, SyntaxError, dump, parse};
use crate::heap::Heap;
use crate::source::{Origin, Source, Sources};
use crate::symbol::Symbols;
use std::path::Path;
use std::rc::Rc;

/// What a test parses: the source and everything around it.
struct Fixture<'h> {
    symbols: Symbols<'h>,
    sources: Sources,
    source: Rc<Source>,
    options: ParseOptions,
}

impl<'h> Fixture<'h> {
    fn new(heap: &'h Heap, text: &str, pipe_operators: bool) -> Self {
        let sources = Sources::default();
        let source = sources.add(Origin::String, Path::new("/folder/sub"), text.to_owned());
        Self {
            symbols: Symbols::new(heap),
            source: source.expect("the text is short"),
            sources,
            options: ParseOptions {
                pipe_operators,
                home: Some("/home/user".into()),
                pure: false,
            },
        }
    }

    fn parse(&self) -> Result<Tree, SyntaxError> {
        parse(&self.symbols, &self.source, &self.options)
    }

    /// The tree by way of rnix, if that way is taken.
    fn by_rnix(&self) -> Option<Tree> {
        rnix::parse(Builder::new(&self.symbols, &self.source, &self.options))
    }

    /// The tree as text, with or without places.
    fn dump(&self, tree: &Tree, places: bool) -> String {
        dump(tree, &self.symbols, places.then_some(&self.sources))
    }

    fn describe(&self, error: &SyntaxError) -> String {
        match self.sources.locate(error.position) {
            Some(place) => format!("{} at {}:{}", error.message, place.line, place.column),
            None => format!("{} nowhere", error.message),
        }
    }
}

/// The tree of a source with places, or its error.
fn parse_text(text: &str, pipe_operators: bool) -> String {
    let heap = Heap::new();
    let fixture = Fixture::new(&heap, text, pipe_operators);
    match fixture.parse() {
        Ok(tree) => fixture.dump(&tree, true),
        Err(error) => fixture.describe(&error),
    }
}

/// The tree of a source without places, after checking that rnix agrees where it answers.
fn tree_text(text: &str) -> String {
    let heap = Heap::new();
    let fixture = Fixture::new(&heap, text, true);
    let tree = fixture.parse().map_err(|error| fixture.describe(&error));
    let tree = match tree {
        Ok(tree) => tree,
        Err(error) => panic!("{text}: {error}"),
    };
    if let Some(usual) = fixture.by_rnix() {
        assert_eq!(
            fixture.dump(&usual, true),
            fixture.dump(&tree, true),
            "{text}"
        );
    }
    fixture.dump(&tree, false)
}

/// The error of a source.
fn parse_error(text: &str, pipe_operators: bool) -> String {
    let heap = Heap::new();
    let fixture = Fixture::new(&heap, text, pipe_operators);
    match fixture.parse() {
        Ok(tree) => panic!("{text}: {}", fixture.dump(&tree, false)),
        Err(error) => fixture.describe(&error),
    }
}
