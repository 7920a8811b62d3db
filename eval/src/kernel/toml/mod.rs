//! Values from TOML: `fromTOML`.
//!
//! The parser refuses texts nested deeper than it allows, so that it may recurse; the values are made without recursion.

mod edition;

use super::foreign;
use crate::error::Result;
use crate::runtime::Runtime;
use crate::symbol::Symbol;
use crate::value::{AttrsBuilder, List, NixString, Value};
use toml::Spanned;
use toml::de::{DeArray, DeFloat, DeInteger, DeTable, DeValue};

/// A collection being converted: what is left of it, and what has become of the rest.
enum Open<'t, 'h> {
    Array(<DeArray<'t> as IntoIterator>::IntoIter, Vec<Value<'h>>),
    Table(
        <DeTable<'t> as IntoIterator>::IntoIter,
        AttrsBuilder<'h>,
        Option<Symbol>,
    ),
}

/// Reads a text that is a TOML document.
pub fn read<'h>(runtime: &Runtime<'h>, text: &[u8]) -> Result<'h, Value<'h>> {
    parse(runtime, text)
        .map_err(|message| runtime.error(format_args!("while parsing TOML: {message}")))
}

fn parse<'h>(runtime: &Runtime<'h>, text: &[u8]) -> std::result::Result<Value<'h>, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let table = DeTable::parse(text).map_err(|error| describe(text, &error))?;
    if let Some(problem) = edition::refusal(text) {
        return Err(format!("[error] {problem}"));
    }
    convert(runtime, table.into_inner())
}

/// What the parser complains about, and where.
fn describe(text: &str, error: &toml::de::Error) -> String {
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else {
        return error.message().to_owned();
    };
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
    format!("{} (line {line}, column {column})", error.message())
}

fn convert<'h>(
    runtime: &Runtime<'h>,
    document: DeTable<'_>,
) -> std::result::Result<Value<'h>, String> {
    let heap = runtime.heap;
    let mut open = vec![Open::Table(
        document.into_iter(),
        AttrsBuilder::default(),
        None,
    )];
    let mut done = Value::Null;
    while let Some(innermost) = open.last_mut() {
        let next = match innermost {
            Open::Array(items, _) => items.next(),
            Open::Table(entries, _, name) => match entries.next() {
                None => None,
                Some((key, value)) => {
                    let key = string(runtime, key.get_ref())?;
                    *name = Some(runtime.symbols.intern_string(key));
                    Some(value)
                }
            },
        };
        let value = match next.map(Spanned::into_inner) {
            Some(DeValue::Array(items)) => {
                open.push(Open::Array(items.into_iter(), Vec::new()));
                continue;
            }
            Some(DeValue::Table(table)) => {
                open.push(Open::Table(
                    table.into_iter(),
                    AttrsBuilder::default(),
                    None,
                ));
                continue;
            }
            Some(DeValue::String(text)) => Value::String(string(runtime, &text)?),
            Some(DeValue::Integer(number)) => Value::Int(integer(&number)?),
            Some(DeValue::Float(number)) => Value::Float(float(&number)?),
            Some(DeValue::Boolean(truth)) => Value::Bool(truth),
            Some(DeValue::Datetime(_)) => {
                return Err("Dates and times are not supported".to_owned());
            }
            None => match open.pop() {
                Some(Open::Array(_, items)) => Value::List(List::new(heap, &items)),
                Some(Open::Table(_, attrs, _)) => Value::Attrs(attrs.finish(heap)),
                None => Value::Null,
            },
        };
        match open.last_mut() {
            None => done = value,
            Some(Open::Array(_, items)) => items.push(value),
            Some(Open::Table(_, attrs, name)) => {
                if let Some(name) = name.take() {
                    attrs.push(name, value);
                }
            }
        }
    }
    Ok(done)
}

fn string<'h>(runtime: &Runtime<'h>, text: &str) -> std::result::Result<NixString<'h>, String> {
    foreign::string(runtime, text.as_bytes()).map_err(|error| format!("error: {}", error.message()))
}

fn integer(number: &DeInteger<'_>) -> std::result::Result<i64, String> {
    i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| {
        let (name, bound) = match number.radix() {
            2 => ("bin", "value"),
            8 => ("oct", "value"),
            16 => ("hex", "value"),
            _ => ("dec", "digits"),
        };
        format!("[error] toml::parse_{name}_integer: too large integer: current max {bound} = 2^63")
    })
}

fn float(number: &DeFloat<'_>) -> std::result::Result<f64, String> {
    let text = number.as_str();
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() || text.ends_with("inf") || text.ends_with("nan") => {
            Ok(value)
        }
        _ => Err(
            "[error] toml::parse_floating: failed to read floating point value from stream"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Heap;
    use crate::print;
    use crate::runtime::Options;

    fn outcome(text: &str) -> String {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        match read(&runtime, text.as_bytes()) {
            Ok(value) => print::to_string(&runtime, value, print::Evaluated::Deep),
            Err(error) => error.message().to_owned(),
        }
    }

    #[test]
    fn documents() {
        for (text, value) in [
            ("", "{ }"),
            (
                "a = 0xff\nb = 0o17\nc = 0b11\nd = 1_000\ne = +1",
                "{ a = 255; b = 15; c = 3; d = 1000; e = 1; }",
            ),
            (
                "a = [1, 2.5, [true]]\n[e.f]\ng = {h = 'x'}",
                "{ a = [ 1 2.5 [ true ] ]; e = { f = { g = { h = \"x\"; }; }; }; }",
            ),
            (
                "[[i]]\nj=1\n[[i]]\nj=2",
                "{ i = [ { j = 1; } { j = 2; } ]; }",
            ),
            (
                "a = inf\nb = -inf\nc = nan\nd = 1e3",
                "{ a = inf; b = -inf; c = nan; d = 1000; }",
            ),
        ] {
            assert_eq!(outcome(text), value, "{text}");
        }
    }

    #[test]
    fn refusals() {
        for (text, message) in [
            ("a = 1979-05-27", "Dates and times are not supported"),
            (
                "a = \"\\u0000\"",
                "error: input string '␀' cannot be represented as Nix string because it contains null bytes",
            ),
            (
                "a = 9223372036854775808",
                "[error] toml::parse_dec_integer: too large integer: current max digits = 2^63",
            ),
            (
                "a = 1\nb = ]",
                "missing array opening, expected `[` (line 2, column 5)",
            ),
        ] {
            assert_eq!(
                outcome(text),
                format!("while parsing TOML: {message}"),
                "{text}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(
            outcome(&format!("a = {}", "[".repeat(100_000))).starts_with("while parsing TOML: ")
        );
    }
}
