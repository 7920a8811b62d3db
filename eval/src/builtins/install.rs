//! The `builtins` set and the global scope.

use super::all;
use crate::kernel::search_path;
use crate::runtime::Runtime;
use crate::value::{Attrs, AttrsBuilder, Builtin, NixString, Thunk, Value};
use rustc_hash::FxHashMap;
use std::time::{SystemTime, UNIX_EPOCH};

/// Builtins that are in scope under their own name; every other one is as `__name`.
const UNPREFIXED: [&str; 22] = [
    "abort",
    "baseNameOf",
    "break",
    "derivation",
    "derivationStrict",
    "dirOf",
    "false",
    "fetchGit",
    "fetchMercurial",
    "fetchTarball",
    "fetchTree",
    "fromTOML",
    "import",
    "isNull",
    "map",
    "null",
    "placeholder",
    "removeAttrs",
    "scopedImport",
    "throw",
    "toString",
    "true",
];

/// The builtins that are no functions of a table, in the order of names, and what each is.
pub const VALUES: [(&str, &str); 11] = [
    ("builtins", "the set of all builtins"),
    (
        "currentSystem",
        "the system that derivations are made for; absent in pure evaluation",
    ),
    (
        "currentTime",
        "the time in seconds, the same during an evaluation; absent in pure evaluation",
    ),
    (
        "derivation",
        "attributes: a set for each output of the derivation that the attributes describe, the first of them",
    ),
    ("false", "the Boolean"),
    ("langVersion", "the version of the language"),
    (
        "nixPath",
        "the search path, a list of sets with `path` and `prefix`",
    ),
    (
        "nixVersion",
        "the version of C++ Nix whose language this is",
    ),
    ("null", "null"),
    ("storeDir", "the folder that store paths are in"),
    ("true", "the Boolean"),
];

/// The version of Nix whose language this is.
pub const NIX_VERSION: &str = "2.34.8";

/// The version of the language.
pub const LANGUAGE_VERSION: i64 = 6;

/// Fills the global scope and the `builtins` set of a runtime; a second time changes nothing.
pub fn install(runtime: &Runtime<'_>) {
    if runtime.builtins.get().is_some() {
        return;
    }
    let symbols = &runtime.symbols;
    let mut attrs = AttrsBuilder::default();
    let mut globals = FxHashMap::default();
    let constants = constants(runtime);
    let derivation = ("derivation", super::derivation::function(runtime));
    let features = runtime.options.features;
    let is_on = |builtin: &&Builtin| builtin.feature.is_none_or(|feature| features.has(feature));
    let functions = all()
        .filter(is_on)
        .map(|builtin| (builtin.name, Value::Builtin(builtin)));
    for (name, value) in constants.into_iter().chain([derivation]).chain(functions) {
        let symbol = symbols.intern(name.as_bytes());
        attrs.push(symbol, value);
        if UNPREFIXED.contains(&name) {
            globals.insert(symbol, value);
        } else {
            globals.insert(symbols.intern(format!("__{name}").as_bytes()), value);
        }
    }
    // The set contains itself, through a thunk that is filled once the set is there.
    let itself = Thunk::application(runtime.heap, Value::Null, &[]);
    attrs.push(runtime.names.builtins, Value::Thunk(itself));
    let builtins = attrs.finish(runtime.heap);
    itself.finish(runtime.heap, Value::Attrs(builtins));
    globals.insert(runtime.names.builtins, Value::Attrs(builtins));
    set(runtime, builtins, globals);
}

fn set<'h>(
    runtime: &Runtime<'h>,
    builtins: Attrs<'h>,
    globals: FxHashMap<crate::symbol::Symbol, Value<'h>>,
) {
    // Both cells were empty a moment ago, and nobody else runs.
    let _ = runtime.builtins.set(builtins);
    let _ = runtime.globals.set(globals);
}

/// The builtins that are no functions.
fn constants<'h>(runtime: &Runtime<'h>) -> Vec<(&'static str, Value<'h>)> {
    let string = |text: &str| Value::String(NixString::new(runtime.heap, text.as_bytes()));
    let mut constants = vec![
        ("true", Value::Bool(true)),
        ("false", Value::Bool(false)),
        ("null", Value::Null),
        ("langVersion", Value::Int(LANGUAGE_VERSION)),
        ("nixVersion", string(NIX_VERSION)),
        ("storeDir", string(runtime.store_dir.as_str())),
        ("nixPath", search_path::as_value(runtime)),
    ];
    if !runtime.options.access.pure {
        constants.push(("currentSystem", string(&current_system(runtime))));
        constants.push(("currentTime", Value::Int(current_time(runtime))));
    }
    constants
}

/// The time asked for, or the clock's, in seconds since 1970.
fn current_time(runtime: &Runtime<'_>) -> i64 {
    runtime.options.current_time.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |now| now.as_secs() as i64)
    })
}

/// The system asked for, or the one this program was built for.
fn current_system(runtime: &Runtime<'_>) -> String {
    if !runtime.options.current_system.is_empty() {
        return runtime.options.current_system.clone();
    }
    let kernel = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    format!("{}-{kernel}", std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Heap;
    use crate::runtime::Options;

    #[test]
    fn names_are_global_with_or_without_prefix() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        install(&runtime);
        let globals = runtime.globals.get().expect("installed");
        let has = |name: &str| {
            let symbol = runtime.symbols.lookup(name.as_bytes());
            symbol.is_some_and(|symbol| globals.contains_key(&symbol))
        };
        for name in [
            "map",
            "true",
            "builtins",
            "__length",
            "__foldl'",
            "__nixPath",
        ] {
            assert!(has(name), "{name}");
        }
        for name in ["__map", "length", "__true", "__builtins"] {
            assert!(!has(name), "{name}");
        }
    }

    #[test]
    fn the_set_contains_itself() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        install(&runtime);
        let builtins = runtime.builtins.get().expect("installed");
        let inner = builtins.value(runtime.names.builtins).map(Value::resolved);
        assert!(matches!(inner, Some(Value::Attrs(inner)) if inner.same(*builtins)));
    }

    #[test]
    fn names_and_arities_are_sound() {
        let mut names: Vec<_> = all().map(|builtin| builtin.name).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "a name twice");
        for builtin in all() {
            let arity = usize::from(builtin.arity);
            assert!(
                (1..=crate::value::MAX_ARITY).contains(&arity),
                "{}",
                builtin.name
            );
            assert_eq!(builtin.strict >> arity, 0, "{}", builtin.name);
            assert!(builtin.direct.is_some() || builtin.reentrant.is_some());
        }
    }
}
