//! The simplest expressions of each type.

use super::Generator;
use super::store::{DERIVATION, DERIVATIONS, RECIPE};
use crate::program::Node;
use crate::types::Type;

const INTEGERS: [&str; 16] = [
    "0",
    "0",
    "1",
    "1",
    "2",
    "3",
    "4",
    "5",
    "7",
    "10",
    "(-1)",
    "(-2)",
    "42",
    "100",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
];
const FLOATS: [&str; 12] = [
    "0.0",
    "1.0",
    "1.5",
    "(-2.5)",
    "3.14",
    "0.1",
    "1.0e3",
    "2.0",
    "1.0e-7",
    "123456789.0",
    "1.0e20",
    "(-0.0)",
];
const STRINGS: [&str; 24] = [
    "\"\"",
    "\"a\"",
    "\"alpha\"",
    "\"beta\"",
    "\"two words\"",
    "\"x-1.2\"",
    "\"a\\nb\\t\\\"q\\\"\"",
    "\"\\${no}\"",
    "\"aab\"",
    "\"10\"",
    "\"/a/b\"",
    "\"é\"",
    "''indented''",
    "''\n    two\n      lines\n  ''",
    "\"value\"",
    "\"B\"",
    "https://example.org/x",
    "\"$\"",
    "\"trailing/\"",
    "\"gamma\"",
    "\"${./fixture/text.txt}\"",
    "(builtins.toFile \"text\" \"alpha\")",
    "(derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; }).outPath",
    "(placeholder \"out\")",
];
const PATHS: [&str; 6] = [
    "./fixture",
    "./fixture/text.txt",
    "./fixture/folder",
    "/alpha/beta",
    "./missing",
    "/a/../b/./c",
];

impl Generator<'_> {
    /// A literal, or the nearest to it that a type has.
    pub(super) fn atom(&mut self, wanted: &Type) -> Node {
        match wanted {
            Type::Int => Node::text(self.pick(&INTEGERS)),
            Type::Float => Node::text(self.pick(&FLOATS)),
            Type::Bool => Node::text(self.pick(&["true", "false"])),
            Type::String => Node::text(self.pick(&STRINGS)),
            Type::Path => Node::text(self.pick(&PATHS)),
            Type::Null => Node::text("null"),
            Type::Derivation => Node::text(self.pick(&DERIVATIONS)),
            Type::Recipe => Node::text(RECIPE),
            Type::Special(special) => self.special(special.texts),
            Type::Exactly(text) => {
                let text = self.spelt(text);
                Node::text(format!("\"{text}\""))
            }
            Type::List(element) => {
                let element = element.clone();
                let count = self.below(3);
                let items: Vec<_> = (0..count).map(|_| self.atom(&element)).collect();
                Node::sequence("[", items, " ]")
            }
            Type::Dictionary(element) => {
                let element = element.clone();
                let count = self.below(3);
                let names = self.fresh_names(count);
                let bindings: Vec<_> = names
                    .into_iter()
                    .map(|name| Node::new(&format!("{name} = #;"), [self.atom(&element)]))
                    .collect();
                Node::sequence("{", bindings, " }")
            }
            Type::Record(fields) => {
                let fields = fields.clone();
                let bindings: Vec<_> = fields
                    .iter()
                    .map(|(name, field)| Node::new(&format!("{name} = #;"), [self.atom(field)]))
                    .collect();
                Node::sequence("{", bindings, " }")
            }
            Type::Function(_, result) => {
                let result = result.clone();
                Node::new("(_: #)", [self.atom(&result)])
            }
            Type::Mixed | Type::Parameter(_) => self.mixed(),
        }
    }

    /// One of a special type's texts; the last, which may be a bad one, less often.
    fn special(&mut self, texts: &'static [&'static str]) -> Node {
        let last = texts.len() - 1;
        let index = if last > 0 && !self.chance(60) {
            self.below(last)
        } else {
            last
        };
        Node::text(texts[index])
    }

    fn mixed(&mut self) -> Node {
        Node::text(self.pick(&[
            "null",
            "1",
            "1.5",
            "true",
            "\"text\"",
            "[ null 1 ]",
            "{ alpha = null; }",
            "[ ]",
            "{ }",
            "./fixture",
            "(_: null)",
            "builtins.map",
            "(builtins.add 1)",
            DERIVATION,
            RECIPE,
            "(derivation { name = \"two\"; system = \"any\"; builder = \"b\"; outputs = [ \"out\" \"dev\" ]; }).dev",
            "{ type = \"derivation\"; outPath = \"/x\"; name = \"n\"; }",
            "{ __functor = self: argument: argument; }",
            "{ __toString = self: \"described\"; }",
            "{ outPath = \"/out\"; }",
        ]))
    }
}
