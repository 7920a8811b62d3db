//! The targets themselves, also run over stored inputs by a test of the evaluator.

use framelab_eval::access::AccessOptions;
use framelab_eval::error::{Error, ErrorKind};
use framelab_eval::print::{Evaluated, Places};
use framelab_eval::source::Origin;
use framelab_eval::store::{Derivation, StoreDir, StorePath};
use framelab_eval::value::{NixString, Value};
use framelab_eval::{Evaluator, Heap, Options, bytecode, engine};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Memory that an input may take.
const HEAP: usize = 64 << 20;

/// Time that an input may take on an engine: a program may loop for ever without needing memory.
const TIME: Duration = Duration::from_secs(1);

fn options() -> Options {
    Options {
        access: AccessOptions {
            pure: true,
            ..AccessOptions::default()
        },
        ..Options::default()
    }
}

fn with_evaluator(engine: &str, run: impl FnOnce(&mut Evaluator<'_>)) {
    let heap = Heap::with_limit(HEAP);
    if let Some(mut evaluator) = Evaluator::with_engine(&heap, options(), engine) {
        evaluator.runtime().set_output(Box::new(|_| {}));
        run(&mut evaluator);
    }
}

/// Source text to tree: any bytes that are text.
pub fn parse(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    with_evaluator(engine::NAMES[0], |evaluator| {
        let parsed = evaluator.parse_text(Origin::String, text.to_owned(), Path::new("/folder"));
        if let Err(error) = parsed {
            assert!(!evaluator.report(error).is_empty());
        }
    });
}

/// Source text to bytecode, and the bytecode as text.
pub fn compile(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    with_evaluator(engine::NAMES[0], |evaluator| {
        if let Ok(thunk) = evaluator.load_str(text, Path::new("/folder"))
            && let framelab_eval::value::ThunkState::Suspended(code) = thunk.state()
        {
            assert!(!bytecode::disassemble(evaluator.runtime(), code).is_empty());
        }
    });
}

/// A flag that is raised when the time is up.
struct Watch {
    flag: Arc<AtomicBool>,
    done: Arc<AtomicBool>,
}

impl Watch {
    fn start(evaluator: &Evaluator<'_>) -> Self {
        let flag = Arc::new(AtomicBool::new(false));
        let done = Arc::new(AtomicBool::new(false));
        // Set once: the evaluator is new.
        let _ = evaluator.runtime().interrupt.set(Arc::clone(&flag));
        let (raised, finished) = (Arc::clone(&flag), Arc::clone(&done));
        thread::spawn(move || {
            let started = Instant::now();
            while started.elapsed() < TIME && !finished.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(5));
            }
            raised.store(true, Ordering::Relaxed);
        });
        Self { flag, done }
    }

    fn is_up(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
    }
}

/// What an engine makes of a text: the value printed, or the error; nothing where a limit was met.
fn outcome(engine: &str, text: &str) -> Option<Result<String, String>> {
    let mut outcome = None;
    with_evaluator(engine, |evaluator| {
        let watch = Watch::start(evaluator);
        let evaluated = evaluator
            .eval_str(text, Path::new("/folder"))
            .and_then(|value| evaluator.force_deep(value));
        outcome = match evaluated {
            Err(error) if is_limit(error) => None,
            Err(error) => {
                assert!(!evaluator.report(error).is_empty());
                Some(Err(error.message().to_owned()))
            }
            Ok(value) => {
                let mut printed = Vec::new();
                let written = evaluator.print(value, Evaluated::Deep, &mut Limited(&mut printed));
                let json = evaluator.to_json(value, Evaluated::Deep);
                let xml = evaluator.to_xml(value, Evaluated::Deep, Places::Hidden);
                let texts = [json, xml].map(|text| match text {
                    Ok(text) => String::from_utf8_lossy(&text).into_owned(),
                    Err(error) => error.message().to_owned(),
                });
                let value = String::from_utf8_lossy(&printed).into_owned();
                written
                    .ok()
                    .map(|()| Ok([vec![value], texts.to_vec()].concat().join("\n")))
            }
        };
        if watch.is_up() {
            outcome = None;
        }
    });
    outcome
}

/// A shared value is printed once for each place, which may be more than any memory holds.
struct Limited<'v>(&'v mut Vec<u8>);

impl std::io::Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > HEAP {
            return Err(std::io::ErrorKind::OutOfMemory.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn is_limit(error: Error<'_>) -> bool {
    matches!(
        error.kind(),
        ErrorKind::HeapLimit | ErrorKind::NativeStack | ErrorKind::Interrupted
    )
}

/// A program on the default engine: evaluated deeply, printed in every form, its error reported.
pub fn machine(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input) {
        outcome(engine::NAMES[0], text);
    }
}

/// A program on every engine: all have to say the same.
pub fn engines(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let Some(expected) = outcome(engine::NAMES[0], text) else {
        return;
    };
    for name in &engine::NAMES[1..] {
        let text = text.to_owned();
        let given = engine::on_its_stack(name, move || outcome(name, &text));
        if let Some(given) = given {
            assert_eq!(expected, given, "on {name}");
        }
    }
}

/// What reads texts that are no source: derivations, JSON, TOML, regular expressions, hashes, store paths.
pub fn readers(input: &[u8]) {
    let Some((&first, rest)) = input.split_first() else {
        return;
    };
    match first % 6 {
        0 => derivation(rest),
        1 => call("fromJSON", &[rest]),
        2 => call("fromTOML", &[rest]),
        3 => {
            let middle = rest.len() / 2;
            call("match", &[&rest[..middle], &rest[middle..]]);
            call("split", &[&rest[..middle], &rest[middle..]]);
        }
        4 => call("parseDrvName", &[rest]),
        _ => {
            let dir = StoreDir::default();
            if let Ok(path) = dir.parse(rest) {
                assert_eq!(dir.print(&path).as_bytes(), rest);
            }
        }
    }
}

/// A derivation that can be read is written as it was read.
fn derivation(text: &[u8]) {
    let dir = StoreDir::default();
    let Ok(path) = StorePath::from_base(b"00000000000000000000000000000000-x.drv") else {
        return;
    };
    if let Ok(derivation) = Derivation::parse(&dir, &path, text) {
        let written = derivation.text(&dir);
        let again = Derivation::parse(&dir, &path, &written);
        assert_eq!(again.ok(), Some(derivation));
    }
}

/// A builtin over strings. One that takes for ever is libFuzzer's to notice: the clock of a busy machine proves nothing.
fn call(builtin: &str, arguments: &[&[u8]]) {
    with_evaluator(engine::NAMES[0], |evaluator| {
        let Ok(function) = evaluator.eval_str(&format!("builtins.{builtin}"), Path::new("/"))
        else {
            return;
        };
        let heap = evaluator.runtime().heap;
        let string = |bytes: &&[u8]| Value::String(NixString::new(heap, bytes));
        let arguments: Vec<Value<'_>> = arguments.iter().map(string).collect();
        let result = evaluator.call(function, &arguments);
        if let Ok(value) = result {
            // Nothing that can be read is too large to be evaluated.
            let _ = evaluator.force_deep(value);
        }
    });
}
