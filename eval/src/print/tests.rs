//! Printing over values made by hand.

use super::*;
use crate::heap::Heap;
use crate::runtime::Options;
use crate::value::{AttrsBuilder, Thunk};

fn text<'h>(heap: &'h Heap, bytes: &[u8]) -> Value<'h> {
    Value::String(NixString::new(heap, bytes))
}

fn list<'h>(heap: &'h Heap, items: &[Value<'h>]) -> Value<'h> {
    Value::List(List::new(heap, items))
}

fn attrs<'h>(runtime: &Runtime<'h>, entries: &[(&str, Value<'h>)]) -> Value<'h> {
    let mut builder = AttrsBuilder::default();
    for &(name, value) in entries {
        builder.push(runtime.symbols.intern(name.as_bytes()), value);
    }
    Value::Attrs(builder.finish(runtime.heap))
}

#[test]
fn floats_have_six_significant_digits() {
    for (number, expected) in [
        (1.0, "1"),
        (1e300, "1e+300"),
        (0.1, "0.1"),
        (1.0 / 3.0, "0.333333"),
        (1e-5, "1e-05"),
        (0.000_012_345_67, "1.23457e-05"),
        (0.0001, "0.0001"),
        (123_456_789.0, "1.23457e+08"),
        (999_999.5, "1e+06"),
        (100_000.0, "100000"),
        (-1.5, "-1.5"),
        (-0.0, "-0"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
    ] {
        assert_eq!(float(number), expected);
    }
}

#[test]
fn strings_are_literals_again() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let value = text(&heap, b"a\nb\t\r\\\"$${x}$");
    assert_eq!(
        to_string(&runtime, value, Evaluated::Deep),
        r#""a\nb\t\r\\\"$\${x}$""#
    );
}

#[test]
fn names_are_quoted_where_they_must_be() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let one = Value::Int(1);
    let names = ["or", "if", "a b", "", "1a", "_a", "x-y'", "a.b"];
    let value = attrs(&runtime, &names.map(|name| (name, one)));
    assert_eq!(
        to_string(&runtime, value, Evaluated::Deep),
        r#"{ "" = 1; "1a" = 1; _a = 1; "a b" = 1; "a.b" = 1; "if" = 1; or = 1; x-y' = 1; }"#
    );
}

#[test]
fn what_was_met_before_is_repeated() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let set = attrs(&runtime, &[("a", Value::Int(1))]);
    let empty = attrs(&runtime, &[]);
    let nested = list(&heap, &[set, set, empty, empty, list(&heap, &[])]);
    assert_eq!(
        to_string(&runtime, nested, Evaluated::Deep),
        "[ { a = 1; } «repeated» { } { } [ ] ]"
    );
    assert_eq!(
        to_string(&runtime, nested, Evaluated::Shallow),
        "[ { a = 1; } «repeated» { } { } [ ] ]"
    );
    assert_eq!(
        for_message(&runtime, nested),
        "[ { a = 1; } «repeated» { } «repeated» [ ] ]"
    );
}

#[test]
fn thunks_are_placeholders() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let thunk = Thunk::application(&heap, Value::Null, &[Value::Null]);
    let value = list(&heap, &[Value::Thunk(thunk)]);
    assert_eq!(to_string(&runtime, value, Evaluated::Deep), "[ <CODE> ]");
    assert_eq!(for_message(&runtime, value), "[ «thunk» ]");
    thunk.finish(&heap, value);
    assert_eq!(
        to_string(&runtime, value, Evaluated::Deep),
        "[ [ «repeated» ] ]"
    );
    let thunk = Thunk::application(&heap, Value::Null, &[Value::Null]);
    let value = list(&heap, &[Value::Thunk(thunk)]);
    thunk.begin();
    assert_eq!(
        to_string(&runtime, value, Evaluated::Deep),
        "[ «potential infinite recursion» ]"
    );
}

#[test]
fn messages_are_cut_short() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let numbers: Vec<_> = (0..12).map(Value::Int).collect();
    assert_eq!(
        for_message(&runtime, list(&heap, &numbers)),
        "[ 0 1 2 3 4 5 6 7 8 9 «2 items elided» ]"
    );
    let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "type"];
    let set = attrs(&runtime, &letters.map(|name| (name, Value::Null)));
    let shown = for_message(&runtime, set);
    assert!(shown.starts_with("{ type = null; a = null;"), "{shown}");
    assert!(shown.ends_with("«1 attribute elided» }"), "{shown}");
    let long = text(&heap, &[b'x'; 1025]);
    assert!(for_message(&runtime, long).ends_with("x\" «1 byte elided»"));
    let mut deep = list(&heap, &[]);
    for _ in 0..11 {
        deep = list(&heap, &[deep]);
    }
    assert_eq!(
        for_message(&runtime, deep),
        "[ [ [ [ [ [ [ [ [ [ [ ... ] ] ] ] ] ] ] ] ] ] ]"
    );
}

#[test]
fn depth_costs_no_native_stack() {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    let mut deep = list(&heap, &[]);
    for _ in 0..200_000 {
        deep = list(&heap, &[deep]);
    }
    assert_eq!(
        to_string(&runtime, deep, Evaluated::Deep).len(),
        200_000 * 4 + 3
    );
}
