//! The forms that belong to a type: operators, literals with parts, interpolation.

use super::Generator;
use crate::program::Node;
use crate::types::Type;

impl Generator<'_> {
    /// A form that only a certain type has.
    pub(super) fn own_form(&mut self, wanted: &Type, size: u32) -> Node {
        match wanted {
            Type::Int => self.integer(size),
            Type::Float => self.float(size),
            Type::Bool => self.boolean(size),
            Type::String => self.string(size),
            Type::Path => self.path(size),
            Type::Derivation => self.derivation(size),
            Type::Recipe => self.recipe(size),
            Type::Null | Type::Special(_) | Type::Exactly(_) => self.atom(wanted),
            Type::List(element) => {
                let element = element.clone();
                self.list(&element, size)
            }
            Type::Dictionary(element) => {
                let element = element.clone();
                self.dictionary(&element, size)
            }
            Type::Record(fields) => {
                let fields = fields.clone();
                self.record(&fields, size)
            }
            Type::Function(from, to) => {
                let (from, to) = (from.clone(), to.clone());
                self.function(&from, &to, size)
            }
            Type::Mixed | Type::Parameter(_) => {
                let other = self.random_type(2);
                self.expression(&other, size - 1)
            }
        }
    }

    fn two(&mut self, template: &str, of: &Type, size: u32) -> Node {
        let left = self.share(size, 2);
        let right = self.share(size, 2);
        let parts = [self.expression(of, left), self.expression(of, right)];
        Node::new(template, parts)
    }

    fn integer(&mut self, size: u32) -> Node {
        match self.below(14) {
            0..=3 => self.two("(# + #)", &Type::Int, size),
            4 | 5 => self.two("(# - #)", &Type::Int, size),
            6 => self.two("(# * #)", &Type::Int, size),
            7 => self.two("(# / #)", &Type::Int, size),
            8 => Node::new("(# / 2)", [self.expression(&Type::Int, size - 1)]),
            9 => Node::new("(-#)", [self.expression(&Type::Int, size - 1)]),
            10 => self.two("(# + # * 2 - 1)", &Type::Int, size),
            11 => {
                let of = self.random_type(1);
                Node::new(
                    "(builtins.length #)",
                    [self.expression(&Type::list(of), size - 1)],
                )
            }
            12 => Node::new(
                "(import ./fixture/number.nix + #)",
                [self.expression(&Type::Int, size - 1)],
            ),
            _ => Node::new(
                "(builtins.foldl' builtins.add 0 #)",
                [self.expression(&Type::list(Type::Int), size - 1)],
            ),
        }
    }

    fn float(&mut self, size: u32) -> Node {
        let template = self.pick(&["(# + #)", "(# - #)", "(# * #)", "(# / #)"]);
        let other = self.pick(&[0, 1, 2]);
        let part = self.share(size, 2);
        let float = self.expression(&Type::Float, part);
        match other {
            0 => Node::new(template, [float, self.expression(&Type::Int, part)]),
            1 => Node::new(template, [self.expression(&Type::Int, part), float]),
            _ => self.two(template, &Type::Float, size),
        }
    }

    fn boolean(&mut self, size: u32) -> Node {
        match self.below(20) {
            0..=4 => {
                let of = self.random_type(2);
                let template = self.pick(&["(# == #)", "(# == #)", "(# != #)"]);
                self.two(template, &of, size)
            }
            5 => {
                let left = self.random_type(1);
                let right = self.random_type(1);
                let part = self.share(size, 2);
                let parts = [self.expression(&left, part), self.expression(&right, part)];
                Node::new("(# == #)", parts)
            }
            6..=9 => {
                let template = self.pick(&["(# < #)", "(# <= #)", "(# > #)", "(# >= #)"]);
                let of = match self.below(6) {
                    0 | 1 => Type::Int,
                    2 => Type::Float,
                    3 => Type::String,
                    4 if self.chance(500) => Type::list(Type::Int),
                    4 => Type::list(Type::String),
                    _ => Type::Path,
                };
                self.two(template, &of, size)
            }
            10..=14 => {
                let template = self.pick(&["(# && #)", "(# || #)", "(# -> #)"]);
                self.two(template, &Type::Bool, size)
            }
            15 => Node::new("(!#)", [self.expression(&Type::Bool, size - 1)]),
            16..=18 => self.has_attribute(size),
            _ => {
                let of = self.random_type(1);
                let part = self.share(size, 2);
                let list = self.expression(&Type::list(of.clone()), part);
                Node::new("(builtins.elem # #)", [self.expression(&of, part), list])
            }
        }
    }

    fn has_attribute(&mut self, size: u32) -> Node {
        let of = self.random_type(2);
        let set = self.expression(&of, size - 1);
        let name = self.fresh_name();
        let inner = self.fresh_name();
        let template = match self.below(4) {
            0 => format!("((#) ? {name}.{inner})"),
            1 => format!("((#) ? ${{\"{name}\"}})"),
            2 => format!("((#) ? {name}.\"{inner}\".${{\"{name}\"}})"),
            _ => format!("((#) ? {name})"),
        };
        Node::new(&template, [set])
    }

    fn string(&mut self, size: u32) -> Node {
        match self.below(21) {
            16..=20 => self.dependent_string(size),
            0..=2 => self.two("(# + #)", &Type::String, size),
            3..=6 => self.two("\"a${#}b${#}\"", &Type::String, size),
            7 => self.two(
                "''\n      one ${#}\n    two ''${no} ''' ${#}\n  ''",
                &Type::String,
                size,
            ),
            8 => Node::new("\"${#}\"", [self.expression(&Type::String, size - 1)]),
            9 => Node::new(
                "\"${{ __toString = self: self.text; text = #; }}\"",
                [self.expression(&Type::String, size - 1)],
            ),
            10 => Node::new(
                "\"out: ${{ outPath = #; }}\"",
                [self.expression(&Type::String, size - 1)],
            ),
            11 => Node::new(
                "(toString { __toString = self: toString #; outPath = \"no\"; })",
                [self.expression(&Type::Int, size - 1)],
            ),
            12 => {
                let of = self.random_type(2);
                Node::new("(builtins.toJSON #)", [self.expression(&of, size - 1)])
            }
            13 => Node::new(
                "(toString #)",
                [self.expression(&Type::list(Type::Mixed), size - 1)],
            ),
            14 => {
                let of = self.random_type(1);
                Node::new("(builtins.typeOf #)", [self.expression(&of, size - 1)])
            }
            _ => Node::new("(\"p\" + #)", [self.expression(&Type::Path, size - 1)]),
        }
    }

    fn path(&mut self, size: u32) -> Node {
        match self.below(4) {
            0 => Node::new(
                "(./fixture + #)",
                [self.expression(&Type::String, size - 1)],
            ),
            1 => Node::new(
                "(# + \"/folder\")",
                [self.expression(&Type::Path, size - 1)],
            ),
            2 => Node::new(
                "./fixture/${#}.txt",
                [self.expression(&Type::String, size - 1)],
            ),
            _ => Node::new("(dirOf #)", [self.expression(&Type::Path, size - 1)]),
        }
    }

    fn list(&mut self, element: &Type, size: u32) -> Node {
        match self.below(12) {
            0..=6 => {
                let count = self.below(5);
                let mut items = Vec::new();
                for _ in 0..count {
                    let part = self.share(size, count);
                    items.push(self.expression(element, part));
                }
                Node::sequence("[", items, " ]")
            }
            7 | 8 => self.two("(# ++ #)", &Type::list(element.clone()), size),
            9 => self.closure_of(element, size),
            _ => {
                let part = self.share(size, 2);
                let list = self.expression(&Type::list(Type::Int), part);
                let name = self.fresh_name();
                let body = self.within([(name, Some(Type::Int))], |inner| {
                    inner.expression(element, part)
                });
                Node::new(&format!("(map ({name}: #) #)"), [body, list])
            }
        }
    }

    /// `genericClosure` over integers or strings; what else is in its elements is an element of the list.
    fn closure_of(&mut self, element: &Type, size: u32) -> Node {
        let part = self.share(size, 2);
        let first = self.expression(element, part);
        let second = self.expression(element, part);
        let key = self.pick(&[
            "n",
            "toString n",
            "[ n 0 ]",
            "n * 1.5",
            "if n == 3 then \"3\" else n",
        ]);
        let template = format!(
            "(map (found: found.value) (builtins.genericClosure {{ \
             startSet = [ {{ n = 0; key = let n = 0; in {key}; value = #; }} ]; \
             operator = item: if item.n < 4 then map (n: {{ inherit n; key = {key}; value = #; }}) \
             [ (item.n + 1) (item.n + 2) ] else [ ]; }}))"
        );
        Node::new(&template, [first, second])
    }
}
