//! What every part of one evaluation shares: heap, names, sources, options, imports, output.

use crate::access::{AccessOptions, SourceAccess};
use crate::compile::Compilation;
use crate::error::{Error, ErrorKind, Result};
use crate::features::{Feature, Features};
use crate::heap::Heap;
use crate::kernel::regex;
use crate::source::Sources;
use crate::store::{Store, StoreDir};
use crate::symbol::{Symbol, Symbols};
use crate::syntax::ParseOptions;
use crate::value::{Attrs, NixString, StringBytes, Thunk, Value};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the caller chooses for an evaluation.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Entries of the search path, first match wins: `NAME=PATH` or `PATH`.
    pub search_path: Vec<String>,
    /// Entries after those, in place of what `NIX_PATH` names.
    pub nix_path: Option<Vec<String>>,
    /// Entries after all others.
    pub extra_nix_path: Vec<String>,
    /// Whether errors carry a full trace.
    pub show_trace: bool,
    /// Which experimental parts of the language are on.
    pub features: Features,
    /// Whether `traceVerbose` prints.
    pub trace_verbose: bool,
    /// Whether `abort` follows a warning.
    pub abort_on_warn: bool,
    /// `builtins.currentSystem`; empty for the machine's own.
    pub current_system: String,
    /// `builtins.currentTime`; the clock's where it is none.
    pub current_time: Option<i64>,
    /// The folder that store paths are in.
    pub store_dir: StoreDir,
    /// How much of the world the evaluation may see.
    pub access: AccessOptions,
    /// Which optimizations the compiler makes.
    pub compilation: Compilation,
}

macro_rules! known_names {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// Names the evaluator itself looks up. All are among those interned first: another would come before the
        /// program's own names, and C++ Nix meets it only when a builtin needs it.
        #[allow(missing_docs, reason = "each field is the name it says")]
        pub struct KnownNames { $(pub $field: Symbol),* }

        impl KnownNames {
            fn new(symbols: &Symbols<'_>) -> Self {
                Self { $($field: symbols.intern($name.as_bytes())),* }
            }
        }
    };
}

known_names! {
    builtins = "builtins", body = "body", column = "column", derivation = "derivation", drv_path = "drvPath",
    file = "file", functor = "__functor", key = "key", line = "line", name = "name", operator = "operator",
    out_path = "outPath", overrides = "__overrides", path = "path", prefix = "prefix",
    recurse_for_derivations = "recurseForDerivations", right = "right", start_set = "startSet",
    to_string = "__toString", kind = "type", value = "value", wrong = "wrong",
}

/// Where warnings and traces go.
pub type Output = Box<dyn FnMut(&str)>;

/// The shared state of one evaluation.
pub struct Runtime<'h> {
    /// The arena.
    pub heap: &'h Heap,
    /// Interned names.
    pub symbols: Symbols<'h>,
    /// Names the evaluator looks up.
    pub names: KnownNames,
    /// Source texts.
    pub sources: Sources,
    /// What the caller chose.
    pub options: Options,
    /// The guard of the file system.
    pub access: Rc<SourceAccess>,
    /// How sources are parsed; the environment is asked once, for the first of them.
    pub parse_options: OnceCell<ParseOptions>,
    /// Imported files by their resolved path: a thunk each, so that a file is evaluated once.
    pub imports: RefCell<FxHashMap<OsString, Thunk<'h>>>,
    /// The store, as far as this evaluation knows it.
    pub store: RefCell<Store<StringBytes<'h>>>,
    /// The folder that store paths are in.
    pub store_dir: StoreDir,
    /// Paths that have been copied to the store, and the strings they became.
    pub copied: RefCell<FxHashMap<&'h [u8], NixString<'h>>>,
    /// Where entries of the search path lead; `None` for those that lead nowhere.
    pub search_path: RefCell<FxHashMap<Vec<u8>, Option<PathBuf>>>,
    /// Whether `<nix/fetchurl.nix>` has been found in no entry of the search path, so that its path is that of our own.
    pub fetchurl_found: Cell<bool>,
    /// The global scope: name to value (`builtins`, `map`, `__add`, ...).
    pub globals: OnceCell<FxHashMap<Symbol, Value<'h>>>,
    /// The `builtins` set.
    pub builtins: OnceCell<Attrs<'h>>,
    /// Time and sizes of the front end.
    pub front_end: Cell<FrontEndStatistics>,
    /// Whether the evaluation shall end; looked at as often as the heap's limit.
    pub interrupt: OnceCell<Arc<AtomicBool>>,
    /// Compiled regular expressions.
    pub regexes: regex::Cache,
    output: RefCell<Output>,
}

/// What parsing, lowering and compiling took.
#[derive(Clone, Copy, Debug, Default)]
pub struct FrontEndStatistics {
    /// Sources read.
    pub sources: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Nanoseconds spent parsing and lowering.
    pub parse_nanoseconds: u64,
    /// Nanoseconds spent compiling to bytecode.
    pub compile_nanoseconds: u64,
}

impl FrontEndStatistics {
    /// Nanoseconds of all stages.
    pub fn nanoseconds(&self) -> u64 {
        self.parse_nanoseconds + self.compile_nanoseconds
    }
}

impl<'h> Runtime<'h> {
    /// A runtime without globals, printing warnings and traces to standard error.
    pub fn new(heap: &'h Heap, options: Options) -> Self {
        let symbols = Symbols::new(heap);
        let names = KnownNames::new(&symbols);
        let store_dir = options.store_dir.clone();
        let access = Rc::new(SourceAccess::new(&options.access));
        let store = Store::new(store_dir.clone()).through(Rc::clone(&access));
        Self {
            heap,
            symbols,
            names,
            sources: Sources::default(),
            access,
            options,
            parse_options: OnceCell::new(),
            imports: RefCell::default(),
            store: RefCell::new(store),
            store_dir,
            copied: RefCell::default(),
            search_path: RefCell::default(),
            fetchurl_found: Cell::default(),
            globals: OnceCell::new(),
            builtins: OnceCell::new(),
            front_end: Cell::default(),
            interrupt: OnceCell::new(),
            regexes: regex::Cache::default(),
            output: RefCell::new(Box::new(print_to_standard_error)),
        }
    }

    /// Sends warnings and traces elsewhere, line by line.
    pub fn set_output(&self, output: Output) {
        *self.output.borrow_mut() = output;
    }

    /// Prints a warning or trace.
    pub fn print(&self, line: &str) {
        (self.output.borrow_mut())(line);
    }

    /// Whether somebody asked for an end.
    pub fn is_interrupted(&self) -> bool {
        let interrupt = self.interrupt.get();
        interrupt.is_some_and(|interrupt| interrupt.load(Ordering::Relaxed))
    }

    /// An error of evaluation.
    #[cold]
    pub fn error(&self, message: impl fmt::Display) -> Error<'h> {
        Error::evaluation(self.heap, message)
    }

    /// An error of a certain kind.
    #[cold]
    pub fn error_of(&self, kind: ErrorKind, message: impl fmt::Display) -> Error<'h> {
        Error::new(self.heap, kind, &message.to_string())
    }

    /// Fails unless an experimental part of the language is on.
    pub fn require(&self, feature: Feature) -> Result<'h, ()> {
        if self.options.features.has(feature) {
            return Ok(());
        }
        Err(self.error(feature.disabled()))
    }
}

/// A standard error that is closed is no reason to stop.
fn print_to_standard_error(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}
