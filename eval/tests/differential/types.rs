//! Types that steer the generator: what an expression should give, and what a builtin takes and gives.

use std::rc::Rc;

/// What an expression should give.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// An integer.
    Int,
    /// A float.
    Float,
    /// A Boolean.
    Bool,
    /// A string.
    String,
    /// A path.
    Path,
    /// `null`
    Null,
    /// What `derivation` gives.
    Derivation,
    /// What `derivation` takes.
    Recipe,
    /// Something whose type is not known: a match of a regular expression.
    Mixed,
    /// One of certain texts: a regular expression, a version, a file that is there.
    Special(&'static Special),
    /// Exactly this string.
    Exactly(Rc<str>),
    /// A list.
    List(Rc<Type>),
    /// A set whose attributes are all of one type.
    Dictionary(Rc<Type>),
    /// A set with at least these attributes.
    Record(Rc<[(Rc<str>, Type)]>),
    /// A function.
    Function(Rc<Type>, Rc<Type>),
    /// A type parameter of a signature.
    Parameter(u8),
}

/// A type of which only certain texts are values.
#[derive(Debug, PartialEq)]
pub struct Special {
    /// The name in signatures.
    pub name: &'static str,
    /// The texts, as they are written in a program.
    pub texts: &'static [&'static str],
}

/// Attributes of a derivation that are strings.
pub const DERIVATION_STRINGS: [&str; 4] = ["drvPath", "name", "outPath", "type"];

/// The types that signatures' parameters stand for.
pub type Bindings = [Option<Type>; 26];

impl Type {
    /// A list of a type.
    pub fn list(element: Self) -> Self {
        Self::List(Rc::new(element))
    }

    /// A function between types.
    pub fn function(parameter: Self, result: Self) -> Self {
        Self::Function(Rc::new(parameter), Rc::new(result))
    }

    /// Whether a value of this type can stand where `wanted` is asked for.
    pub fn fits(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::List(have), Self::List(wanted))
            | (Self::Dictionary(have), Self::Dictionary(wanted)) => have.fits(wanted),
            (Self::Record(have), Self::Dictionary(wanted)) => {
                have.iter().all(|(_, have)| have.fits(wanted))
            }
            (Self::Record(have), Self::Record(wanted)) => wanted.iter().all(|(name, wanted)| {
                have.iter()
                    .any(|(other, have)| other == name && have.fits(wanted))
            }),
            (Self::Derivation, Self::Record(wanted)) => wanted
                .iter()
                .all(|(name, of)| DERIVATION_STRINGS.contains(&&**name) && *of == Self::String),
            (have, wanted) => have == wanted,
        }
    }

    /// Whether a value of this type is a function, or may lead to one.
    pub fn holds_functions(&self) -> bool {
        match self {
            Self::Function(..) => true,
            Self::List(element) | Self::Dictionary(element) => element.holds_functions(),
            Self::Record(fields) => fields.iter().any(|(_, field)| field.holds_functions()),
            Self::Int
            | Self::Float
            | Self::Bool
            | Self::String
            | Self::Path
            | Self::Null
            | Self::Derivation
            | Self::Recipe
            | Self::Mixed
            | Self::Special(_)
            | Self::Exactly(_)
            | Self::Parameter(_) => false,
        }
    }

    /// Finds the parameters that make this type, of a signature, fit `wanted`.
    pub fn unify(&self, wanted: &Self, bindings: &mut Bindings) -> bool {
        match (self, wanted) {
            (Self::Parameter(index), wanted) => {
                let known = &mut bindings[*index as usize];
                if let Some(known) = known {
                    return known.fits(wanted);
                }
                *known = Some(wanted.clone());
                true
            }
            (Self::List(have), Self::List(wanted))
            | (Self::Dictionary(have), Self::Dictionary(wanted)) => have.unify(wanted, bindings),
            (Self::Function(from, to), Self::Function(wanted_from, wanted_to)) => {
                from.unify(wanted_from, bindings) && to.unify(wanted_to, bindings)
            }
            (Self::Record(have), Self::Record(wanted)) => wanted.iter().all(|(name, wanted)| {
                have.iter()
                    .any(|(other, have)| other == name && have.unify(wanted, bindings))
            }),
            (have, wanted) => have.fits(wanted),
        }
    }

    /// The type with parameters replaced by what they stand for; `free` supplies those that stand for nothing.
    pub fn instantiate(&self, bindings: &mut Bindings, free: &mut impl FnMut() -> Self) -> Self {
        let mut inner =
            |inner: &Rc<Self>, bindings: &mut Bindings| Rc::new(inner.instantiate(bindings, free));
        match self {
            Self::List(element) => Self::List(inner(element, bindings)),
            Self::Dictionary(element) => Self::Dictionary(inner(element, bindings)),
            Self::Function(from, to) => {
                let from = inner(from, bindings);
                Self::Function(from, inner(to, bindings))
            }
            Self::Record(fields) => Self::Record(
                fields
                    .iter()
                    .map(|(name, field)| (Rc::clone(name), field.instantiate(bindings, free)))
                    .collect(),
            ),
            Self::Parameter(index) => bindings[*index as usize].get_or_insert_with(free).clone(),
            Self::Int
            | Self::Float
            | Self::Bool
            | Self::String
            | Self::Path
            | Self::Null
            | Self::Derivation
            | Self::Recipe
            | Self::Mixed
            | Self::Special(_)
            | Self::Exactly(_) => self.clone(),
        }
    }

    /// Reads a type: `[a]`, `{*: a}`, `{ name: string }`, `a -> b`, `'text'`, `int`, the name of a special one.
    pub fn parse(text: &str, specials: &'static [Special]) -> Self {
        let mut parser = Parser {
            rest: text,
            specials,
        };
        let parsed = parser.function();
        assert!(parser.rest.is_empty(), "{text}: {:?} is left", parser.rest);
        parsed
    }
}

struct Parser<'t> {
    rest: &'t str,
    specials: &'static [Special],
}

impl<'t> Parser<'t> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, token: &str) {
        assert!(self.eat(token), "{token} expected before {:?}", self.rest);
    }

    fn word(&mut self) -> &'t str {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn function(&mut self) -> Type {
        let from = self.simple();
        if self.eat("->") {
            return Type::function(from, self.function());
        }
        from
    }

    fn simple(&mut self) -> Type {
        if self.eat("[") {
            let element = self.function();
            self.expect("]");
            return Type::list(element);
        }
        if self.eat("(") {
            let inner = self.function();
            self.expect(")");
            return inner;
        }
        if self.eat("{*:") {
            let element = self.function();
            self.expect("}");
            return Type::Dictionary(Rc::new(element));
        }
        if self.eat("{") {
            return self.record();
        }
        if self.eat("'") {
            let (text, rest) = self.rest.split_once('\'').expect("a closing quote");
            self.rest = rest;
            return Type::Exactly(text.into());
        }
        let word = self.word();
        self.named(word)
    }

    fn record(&mut self) -> Type {
        let mut fields = Vec::new();
        while !self.eat("}") {
            let name: Rc<str> = self.word().into();
            self.expect(":");
            fields.push((name, self.function()));
            let _ = self.eat(",");
        }
        Type::Record(fields.into())
    }

    fn named(&self, word: &str) -> Type {
        if let (1, &[letter]) = (word.len(), word.as_bytes()) {
            return Type::Parameter(letter - b'a');
        }
        let special = self.specials.iter().find(|special| special.name == word);
        match word {
            "int" => Type::Int,
            "float" => Type::Float,
            "bool" => Type::Bool,
            "string" => Type::String,
            "path" => Type::Path,
            "null" => Type::Null,
            "derivation" => Type::Derivation,
            "recipe" => Type::Recipe,
            "mixed" => Type::Mixed,
            _ => Type::Special(special.unwrap_or_else(|| panic!("no type is named {word:?}"))),
        }
    }
}
