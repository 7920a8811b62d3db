//! Calls: of functions in scope, and of builtins by their signatures; with all arguments, or fewer.

use super::Generator;
use crate::program::Node;
use crate::signatures::Signature;
use crate::types::{Bindings, Type};

/// Builtins that are in scope under their own name.
const GLOBAL: [&str; 18] = [
    "abort",
    "baseNameOf",
    "break",
    "derivation",
    "derivationStrict",
    "dirOf",
    "fetchGit",
    "fetchMercurial",
    "fetchTarball",
    "fetchTree",
    "fromTOML",
    "isNull",
    "map",
    "placeholder",
    "removeAttrs",
    "throw",
    "toString",
    "import",
];

/// How a wanted value comes from what a builtin gives.
#[derive(Clone, Debug)]
struct Use {
    signature: Signature,
    bindings: Bindings,
    /// Arguments given: fewer than there are parameters where a function is wanted.
    given: usize,
    /// An attribute selected from the result.
    field: Option<String>,
}

impl Generator<'_> {
    /// Something made of a variable: itself, an attribute, a call of it.
    pub(super) fn scope_form(&mut self, wanted: &Type, size: u32) -> Node {
        let mut callable = Vec::new();
        for (name, of) in self.visible() {
            let mut parameters = Vec::new();
            let mut rest = of;
            while let Type::Function(from, to) = rest {
                parameters.push((*from).clone());
                rest = (*to).clone();
                if rest.fits(wanted) {
                    callable.push((name, parameters.clone()));
                }
            }
        }
        if callable.is_empty() || self.chance(250) {
            return self
                .variable(wanted)
                .unwrap_or_else(|| self.general_form(wanted, size));
        }
        let (name, parameters) = callable.swap_remove(self.below(callable.len()));
        let callee = Node::text(self.spelt(name));
        self.call(callee, &parameters, size)
    }

    /// A call; rarely with an argument too few or too many.
    pub(super) fn call(&mut self, callee: Node, parameters: &[Type], size: u32) -> Node {
        let mut arguments = Vec::new();
        for parameter in parameters {
            let part = self.share(size, parameters.len());
            arguments.push(self.expression(parameter, part));
        }
        if self.chance(self.mischief / 2) {
            let _ = arguments.pop();
        } else if self.chance(self.mischief / 4) {
            arguments.push(Node::text("null"));
        }
        let mut parts = vec![callee];
        let template = match arguments.len() {
            0 => return parts.remove(0),
            // Applied in two steps, of which the first may be shared.
            2.. if self.chance(100) => {
                let split = 1 + self.below(arguments.len() - 1);
                format!(
                    "((#{}){})",
                    " #".repeat(split),
                    " #".repeat(arguments.len() - split)
                )
            }
            count => format!("(#{})", " #".repeat(count)),
        };
        parts.extend(arguments);
        Node::new(&template, parts)
    }

    /// A builtin, by one of its names.
    pub(super) fn builtin(&mut self, name: &'static str) -> Node {
        let name = self.spelt(name);
        Node::text(if GLOBAL.contains(&&*name) {
            if self.chance(600) {
                name
            } else {
                format!("builtins.{name}")
            }
        } else if self.chance(150) {
            format!("__{name}")
        } else {
            format!("builtins.{name}")
        })
    }

    /// A call of a builtin that gives what is wanted.
    pub(super) fn builtin_call(&mut self, wanted: &Type, size: u32) -> Node {
        let whole = |generator: &Self| generator.uses(wanted, false);
        self.use_builtin(whole, size)
            .unwrap_or_else(|| self.own_form(wanted, size))
    }

    /// A builtin, or one with some of its arguments, as a function.
    pub(super) fn builtin_function(&mut self, wanted: &Type, size: u32) -> Node {
        let partial = |generator: &Self| generator.uses(wanted, true);
        self.use_builtin(partial, size)
            .unwrap_or_else(|| Node::new("(x: #)", [self.atom(wanted)]))
    }

    fn use_builtin(&mut self, uses: impl Fn(&Self) -> Vec<Use>, size: u32) -> Option<Node> {
        let mut uses = uses(self);
        if uses.is_empty() {
            return None;
        }
        let mut chosen = uses.swap_remove(self.below(uses.len()));
        let mut parameters = Vec::new();
        for parameter in &chosen.signature.parameters[..chosen.given] {
            let mut free = || self.random_type(1);
            parameters.push(parameter.instantiate(&mut chosen.bindings, &mut free));
        }
        let callee = self.builtin(chosen.signature.name);
        let call = self.call(callee, &parameters, size);
        Some(match chosen.field {
            None => call,
            Some(field) => Node::new(&format!("#.{}", self.spelt(&field)), [call]),
        })
    }

    /// Every way in which a builtin gives what is wanted.
    fn uses(&self, wanted: &Type, partial: bool) -> Vec<Use> {
        let mut uses = Vec::new();
        for signature in &*self.signatures {
            let least = if partial {
                0
            } else {
                signature.parameters.len()
            };
            let most = if partial {
                signature.parameters.len()
            } else {
                least + 1
            };
            for given in least..most {
                let remaining = signature.parameters[given..].iter().rev();
                let result = remaining.fold(signature.result.clone(), |result, parameter| {
                    Type::function(parameter.clone(), result)
                });
                let mut bindings = Bindings::default();
                if result.unify(wanted, &mut bindings) {
                    uses.push(Use {
                        signature: signature.clone(),
                        bindings,
                        given,
                        field: None,
                    });
                } else if let Type::Record(fields) = &result {
                    uses.extend(fields.iter().filter_map(|(name, field)| {
                        let mut bindings = Bindings::default();
                        field.unify(wanted, &mut bindings).then(|| Use {
                            signature: signature.clone(),
                            bindings,
                            given,
                            field: Some(name.to_string()),
                        })
                    }));
                }
            }
        }
        uses
    }
}
