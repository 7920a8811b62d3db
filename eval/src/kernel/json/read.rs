//! Values from JSON: `fromJSON`. The parser keeps its own stack, so that nesting costs no native stack.

use super::lexer::{Lexer, Token};
use crate::error::{Error, OrFull, Result};
use crate::kernel::foreign;
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::symbol::Symbol;
use crate::value::{Attrs, AttrsBuilder, List, Value};

/// What the trace says of a text that is no JSON.
const DECODING: &str = "while decoding a JSON string";

/// A collection being read.
enum Open<'h> {
    Array(Vec<Value<'h>>),
    /// The attributes so far, and the name of the one being read.
    Object(Vec<(Symbol, Value<'h>)>, Symbol),
}

struct Reader<'r, 'h> {
    runtime: &'r Runtime<'h>,
    lexer: Lexer<'r>,
    /// The collections around what is being read.
    open: Vec<Open<'h>>,
}

/// Reads a text that is one JSON value.
pub fn read<'h>(runtime: &Runtime<'h>, text: &[u8]) -> Result<'h, Value<'h>> {
    let mut reader = Reader {
        runtime,
        lexer: Lexer::new(text),
        open: Vec::new(),
    };
    let mut token = reader.lexer.token();
    loop {
        token = match reader.begin(token)? {
            Begun::Value(value) => match reader.end(value)? {
                Ended::Text(value) => return Ok(value),
                Ended::Item(next) => next,
            },
            Begun::Collection(next) => next,
        };
    }
}

/// What a token has begun.
enum Begun<'h, 't> {
    /// A whole value.
    Value(Value<'h>),
    /// A collection whose first item begins with this token.
    Collection(Token<'t>),
}

/// What a value has ended.
enum Ended<'h, 't> {
    /// The text.
    Text(Value<'h>),
    /// An item, and the next one begins with this token.
    Item(Token<'t>),
}

impl<'h, 'r> Reader<'r, 'h> {
    /// Reads a value, or the beginning of a collection.
    fn begin(&mut self, token: Token<'r>) -> Result<'h, Begun<'h, 'r>> {
        let value = match token {
            Token::BeginArray => match self.lexer.token() {
                Token::EndArray => Value::List(List::new(self.runtime.heap, &[])),
                first => {
                    self.open.push(Open::Array(Vec::new()));
                    return Ok(Begun::Collection(first));
                }
            },
            Token::BeginObject => match self.lexer.token() {
                Token::EndObject => Value::Attrs(Attrs::empty(self.runtime.heap)),
                first => {
                    let name = self.name(first)?;
                    self.open.push(Open::Object(Vec::new(), name));
                    return Ok(Begun::Collection(self.lexer.token()));
                }
            },
            Token::Null => Value::Null,
            Token::True => Value::Bool(true),
            Token::False => Value::Bool(false),
            Token::Integer(number) => Value::Int(number),
            Token::Unsigned(number) => {
                let message =
                    format_args!("unsigned json number {number} outside of Nix integer range");
                return Err(self.runtime.error(message));
            }
            Token::Float(number, text) if !number.is_finite() => {
                let error = self.runtime.error(format_args!(
                    "[json.exception.out_of_range.406] number overflow parsing '{text}'"
                ));
                return Err(error.telling(self.runtime, DECODING));
            }
            Token::Float(number, _) => Value::Float(number),
            Token::String(bytes) => Value::String(foreign::string(self.runtime, &bytes)?),
            Token::Malformed(_) => return Err(self.unexpected(&token, "value", None)),
            Token::End if self.lexer.bytes_read() == 1 => {
                return Err(self.error(
                    "attempting to parse an empty input; check that your input string or stream contains the expected JSON",
                ));
            }
            Token::EndArray | Token::EndObject | Token::Colon | Token::Comma | Token::End => {
                let expected = Some("'[', '{', or a literal");
                return Err(self.unexpected(&token, "value", expected));
            }
        };
        Ok(Begun::Value(value))
    }

    /// Puts a value into the collection around it; a collection that ends with it is itself such a value.
    fn end(&mut self, mut value: Value<'h>) -> Result<'h, Ended<'h, 'r>> {
        loop {
            match self.open.pop() {
                None => {
                    let token = self.lexer.token();
                    if token != Token::End {
                        return Err(self.unexpected(&token, "value", Some("end of input")));
                    }
                    return Ok(Ended::Text(value));
                }
                Some(Open::Array(mut items)) => {
                    items.push(value);
                    match self.lexer.token() {
                        Token::Comma => {
                            self.open.push(Open::Array(items));
                            return Ok(Ended::Item(self.lexer.token()));
                        }
                        Token::EndArray => value = self.list(&items)?,
                        other => return Err(self.unexpected(&other, "array", Some("']'"))),
                    }
                }
                Some(Open::Object(mut attrs, name)) => {
                    attrs.push((name, value));
                    match self.lexer.token() {
                        Token::Comma => {
                            let name = self.lexer.token();
                            let name = self.name(name)?;
                            self.open.push(Open::Object(attrs, name));
                            return Ok(Ended::Item(self.lexer.token()));
                        }
                        Token::EndObject => value = self.attrs(&attrs)?,
                        other => return Err(self.unexpected(&other, "object", Some("'}'"))),
                    }
                }
            }
        }
    }

    fn list(&self, items: &[Value<'h>]) -> Result<'h, Value<'h>> {
        let heap = self.runtime.heap;
        heap.reserve(items.len(), size_of::<Value<'h>>())
            .or_full(heap)?;
        Ok(Value::List(List::new(heap, items)))
    }

    /// The set of the attributes; of several with one name the last stays.
    fn attrs(&self, attrs: &[(Symbol, Value<'h>)]) -> Result<'h, Value<'h>> {
        let heap = self.runtime.heap;
        heap.reserve(attrs.len(), size_of::<(Symbol, Value<'h>)>())
            .or_full(heap)?;
        let mut builder = AttrsBuilder::with_capacity(attrs.len());
        for &(name, value) in attrs.iter().rev() {
            builder.push(name, value);
        }
        Ok(Value::Attrs(builder.finish(heap)))
    }

    /// The name of an attribute, whose colon is read too.
    fn name(&mut self, token: Token<'_>) -> Result<'h, Symbol> {
        let Token::String(bytes) = token else {
            return Err(self.unexpected(&token, "object key", Some("string literal")));
        };
        if let Some(message) = foreign::refusal(&bytes) {
            return Err(self.runtime.error(message));
        }
        let colon = self.lexer.token();
        if colon != Token::Colon {
            return Err(self.unexpected(&colon, "object separator", Some("':'")));
        }
        // Most names are known: those get no strings of their own.
        Ok(self.runtime.symbols.intern(&bytes))
    }

    #[cold]
    fn error(&self, message: &str) -> Error<'h> {
        let (line, column) = self.lexer.line_and_column();
        let error = self.runtime.error(format_args!(
            "[json.exception.parse_error.101] parse error at line {line}, column {column}: {message}"
        ));
        error.telling(self.runtime, DECODING)
    }

    #[cold]
    fn unexpected(&self, token: &Token<'_>, context: &str, expected: Option<&str>) -> Error<'h> {
        let problem = match token {
            Token::Malformed(complaint) => {
                format!("{complaint}; last read: '{}'", self.lexer.last_read())
            }
            token => format!("unexpected {}", token.described()),
        };
        let expected = expected.map_or_else(String::new, |what| format!("; expected {what}"));
        self.error(&format!(
            "syntax error while parsing {context} - {problem}{expected}"
        ))
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
            Err(error) => {
                let message = error.message();
                let prefix = "[json.exception.parse_error.101] parse error at ";
                message.strip_prefix(prefix).unwrap_or(message).to_owned()
            }
        }
    }

    #[test]
    fn values() {
        for (text, value) in [
            ("\t\r\n 1 \t", "1"),
            ("-0", "0"),
            ("1E+2", "100"),
            ("1e-400", "0"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("-9223372036854775809", "-9.22337e+18"),
            ("18446744073709551616", "1.84467e+19"),
            (
                "{\"b\":1,\"a\":[],\"\":{},\"b\":null}",
                "{ \"\" = { }; a = [ ]; b = null; }",
            ),
            (
                "[[1,[true]],\"\\ud834\\udd1e\\u00e9\\/\"]",
                "[ [ 1 [ true ] ] \"𝄞é/\" ]",
            ),
        ] {
            assert_eq!(outcome(text), value, "{text}");
        }
    }

    #[test]
    fn complaints() {
        for (text, message) in [
            (
                "",
                "line 1, column 1: attempting to parse an empty input; check that your input string or stream contains the expected JSON",
            ),
            (
                " ",
                "line 1, column 2: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal",
            ),
            (
                "01",
                "line 1, column 2: syntax error while parsing value - unexpected number literal; expected end of input",
            ),
            (
                "[1,]",
                "line 1, column 4: syntax error while parsing value - unexpected ']'; expected '[', '{', or a literal",
            ),
            (
                "[\n1,\n2,\nx]",
                "line 4, column 1: syntax error while parsing value - invalid literal; last read: '2,<U+000A>x'",
            ),
            (
                "{a:1}",
                "line 1, column 2: syntax error while parsing object key - invalid literal; last read: '{a'; expected string literal",
            ),
            (
                "{\"a\" 1}",
                "line 1, column 6: syntax error while parsing object separator - unexpected number literal; expected ':'",
            ),
            (
                "nul",
                "line 1, column 4: syntax error while parsing value - invalid literal; last read: 'nul'",
            ),
            (
                "1 // c",
                "line 1, column 3: syntax error while parsing value - invalid literal; last read: '1 /'; expected end of input",
            ),
            (
                "1.x",
                "line 1, column 3: syntax error while parsing value - invalid number; expected digit after '.'; last read: '1.x'",
            ),
            (
                "\"a\nb\"",
                "line 2, column 0: syntax error while parsing value - invalid string: control character U+000A (LF) must be escaped to \\u000A or \\n; last read: '\"a<U+000A>'",
            ),
            (
                "\"\\ud834\\u0041\"",
                "line 1, column 13: syntax error while parsing value - invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF; last read: '\"\\ud834\\u0041'",
            ),
            (
                "9223372036854775808",
                "unsigned json number 9223372036854775808 outside of Nix integer range",
            ),
            (
                "1e400",
                "[json.exception.out_of_range.406] number overflow parsing '1e400'",
            ),
        ] {
            assert_eq!(outcome(text), message, "{text}");
        }
    }

    #[test]
    fn nesting_costs_no_native_stack() {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        assert!(read(&runtime, deep.as_bytes()).is_ok());
    }
}
