//! The library's front door: evaluate texts and files, walk the values, print them.

use crate::builtins;
use crate::compile::Compilation;
use crate::engine::{self, Engine};
use crate::error::{Error, Result};
use crate::heap::Heap;
use crate::kernel::coerce::Mode;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::{expect, files, search_path};
use crate::print::{Evaluated, Places};
use crate::runtime::{Options, Runtime};
use crate::source::Origin;
use crate::syntax::tree::Tree;
use crate::value::{Attrs, Thunk, Value};
use crate::{loader, print, report};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// An evaluation: its shared state and the engine that runs it.
///
/// Values belong to the heap, not to the evaluator; each may hold thunks, which [`Evaluator::force`] evaluates.
pub struct Evaluator<'h> {
    runtime: Rc<Runtime<'h>>,
    /// None only while the evaluator is restarted.
    engine: Option<Box<dyn Engine<'h> + 'h>>,
}

impl<'h> Evaluator<'h> {
    /// An evaluator on the default engine.
    pub fn new(heap: &'h Heap, options: Options) -> Self {
        let runtime = prepare(heap, options);
        let engine = Some(engine::default(Rc::clone(&runtime)));
        Self { runtime, engine }
    }

    /// An evaluator on one of [`engine::NAMES`]; none for another name.
    pub fn with_engine(heap: &'h Heap, options: Options, name: &str) -> Option<Self> {
        let runtime = prepare(heap, options_for(name, options));
        let engine = Some(engine::create(name, Rc::clone(&runtime))?);
        Some(Self { runtime, engine })
    }

    /// As [`Self::with_engine`], on an engine that counts what it does.
    pub fn with_counting_engine(heap: &'h Heap, options: Options, name: &str) -> Option<Self> {
        let runtime = prepare(heap, options_for(name, options));
        let engine = Some(engine::create_counting(name, Rc::clone(&runtime))?);
        Some(Self { runtime, engine })
    }

    /// An evaluator on the default engine without one of [`engine::ABLATIONS`]; none for another name.
    pub fn ablated(heap: &'h Heap, options: Options, name: &str) -> Option<Self> {
        let ablation = engine::Ablation::named(name)?;
        let options = Options {
            compilation: ablation.compilation(),
            ..options
        };
        let runtime = prepare(heap, options);
        let engine = Some(ablation.create(Rc::clone(&runtime)));
        Some(Self { runtime, engine })
    }

    /// The shared state: names, sources, options.
    pub fn runtime(&self) -> &Rc<Runtime<'h>> {
        &self.runtime
    }

    /// The engine.
    pub fn engine(&self) -> &dyn Engine<'h> {
        match &self.engine {
            Some(engine) => &**engine,
            None => unreachable!("{WITHOUT_ENGINE}"),
        }
    }

    fn engine_mut(&mut self) -> &mut (dyn Engine<'h> + 'h) {
        match &mut self.engine {
            Some(engine) => &mut **engine,
            None => unreachable!("{WITHOUT_ENGINE}"),
        }
    }

    /// Goes on with a new engine of the same name, which counts from zero, under other options. What was evaluated stays;
    /// options that were asked for when the evaluator was made, such as the search path, are not asked for again.
    pub fn restart(&mut self, change: impl FnOnce(&mut Options)) {
        let name = self.engine().name();
        // The engine shares the options; without one they can be changed.
        self.engine = None;
        if let Some(runtime) = Rc::get_mut(&mut self.runtime) {
            change(&mut runtime.options);
        }
        let engine = engine::create_counting(name, Rc::clone(&self.runtime));
        self.engine = Some(engine.unwrap_or_else(|| engine::default(Rc::clone(&self.runtime))));
    }

    /// Parses and compiles a text; relative paths in it start at `folder`.
    pub fn load_str(&self, text: &str, folder: &Path) -> Result<'h, Thunk<'h>> {
        self.load_text(Origin::String, text.to_owned(), folder)
    }

    /// As [`Self::load_str`] for a text of any origin.
    pub fn load_text(&self, origin: Origin, text: String, folder: &Path) -> Result<'h, Thunk<'h>> {
        loader::load_text(&self.runtime, origin, folder, text, None)
    }

    /// As [`Self::load_str`] with the attributes of `scope` in scope.
    pub fn load_scoped_text(
        &self,
        text: String,
        folder: &Path,
        scope: Attrs<'h>,
    ) -> Result<'h, Thunk<'h>> {
        loader::load_text(&self.runtime, Origin::String, folder, text, Some(scope))
    }

    /// Parses and compiles a file, or the `default.nix` of a folder.
    pub fn load_file(&self, path: &Path) -> Result<'h, Thunk<'h>> {
        loader::load_file(&self.runtime, &files::absolute(path))
    }

    /// Parses a text without compiling it.
    pub fn parse_text(&self, origin: Origin, text: String, folder: &Path) -> Result<'h, Tree> {
        loader::parse_text(&self.runtime, origin, folder, text)
    }

    /// Parses a file, or the `default.nix` of a folder, without compiling it.
    pub fn parse_file(&self, path: &Path) -> Result<'h, Tree> {
        loader::parse_file(&self.runtime, &files::absolute(path))
    }

    /// The path that `<name>` means.
    pub fn find_file(&self, name: &[u8]) -> Result<'h, PathBuf> {
        let entries = search_path::entries(&self.runtime.options);
        search_path::find(&self.runtime, &entries, name)
    }

    /// Evaluates a text.
    pub fn eval_str(&mut self, text: &str, folder: &Path) -> Result<'h, Value<'h>> {
        let thunk = self.load_str(text, folder)?;
        self.force(Value::Thunk(thunk))
    }

    /// Evaluates a file, or the `default.nix` of a folder.
    pub fn eval_file(&mut self, path: &Path) -> Result<'h, Value<'h>> {
        let thunk = self.load_file(path)?;
        self.force(Value::Thunk(thunk))
    }

    /// Evaluates a value until it is no thunk; what it contains may be.
    pub fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.engine_mut().force(value)
    }

    /// Evaluates a value and everything it contains.
    pub fn force_deep(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        let value = self.force(value)?;
        self.run(Reentrant::DeepForce, [value, Value::Null, Value::Null])
    }

    /// Calls a function, or anything that can be called.
    pub fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>]) -> Result<'h, Value<'h>> {
        self.engine_mut().call(function, arguments)
    }

    /// Runs a re-entrant operation.
    pub fn run(&mut self, operation: Reentrant, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
        self.engine_mut().run(operation, arguments)
    }

    /// Prints a value as the command does: what is not evaluated is `<CODE>`.
    pub fn print(
        &self,
        value: Value<'h>,
        evaluated: Evaluated,
        output: &mut impl Write,
    ) -> io::Result<()> {
        print::print(&self.runtime, value, evaluated, output)
    }

    /// The value as JSON. Nothing more is evaluated unless the value was evaluated deeply; what is not is an error.
    pub fn to_json(&mut self, value: Value<'h>, evaluated: Evaluated) -> Result<'h, Vec<u8>> {
        let strict = Value::Bool(evaluated == Evaluated::Deep);
        let json = self.run(Reentrant::ToJson, [value, strict, Value::Null])?;
        Ok(expect::expect_string(&self.runtime, json)?.bytes().to_vec())
    }

    /// The value as an XML document, evaluated in the course of it if all of it is wanted.
    pub fn to_xml(
        &mut self,
        value: Value<'h>,
        evaluated: Evaluated,
        places: Places,
    ) -> Result<'h, Vec<u8>> {
        match evaluated {
            Evaluated::Shallow => print::xml(&self.runtime, value, evaluated, places),
            Evaluated::Deep => {
                let shown = Value::Bool(places == Places::Shown);
                let xml = self.run(Reentrant::ToXml, [value, shown, Value::Null])?;
                Ok(expect::expect_string(&self.runtime, xml)?.bytes().to_vec())
            }
        }
    }

    /// The bytes of a string, or of a set that stands for one.
    pub fn to_raw(&mut self, value: Value<'h>) -> Result<'h, Vec<u8>> {
        let mode = Mode::Interpolation.argument();
        let text = self.run(Reentrant::CoerceToString, [value, mode, Value::Null])?;
        Ok(expect::expect_string(&self.runtime, text)?.bytes().to_vec())
    }

    /// The text of an error as a person reads it, with the escape sequences of colours.
    pub fn report(&self, error: Error<'h>) -> String {
        report::render(&self.runtime, error)
    }
}

/// Why there always is an engine.
const WITHOUT_ENGINE: &str = "an evaluator has no engine only while it is restarted";

/// The options with what an engine of this name can do.
fn options_for(name: &str, options: Options) -> Options {
    let compilation = Compilation {
        strictness: options.compilation.strictness && name == engine::NAMES[0],
        ..options.compilation
    };
    Options {
        compilation,
        ..options
    }
}

fn prepare(heap: &Heap, options: Options) -> Rc<Runtime<'_>> {
    let runtime = Rc::new(Runtime::new(heap, options));
    search_path::allow_entries(&runtime);
    builtins::install(&runtime);
    runtime
}
