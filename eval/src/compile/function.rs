//! Functions: parameters collapsed into one call, set patterns with defaults.

use super::scope::Meaning;
use super::unit::{Binding, Head, Variable};
use super::{Compiled, Compiler, Tail};
use crate::bytecode::{Code, Formal, FormalDefault, Formals, Function, Instruction, Parameter};
use crate::heap::ObjectKind;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::{self, Expr, ExprId};

/// Parameters collapsed into one call at most; a longer chain returns a function.
const MAX_PARAMETERS: usize = 8;

impl<'h> Compiler<'_, 'h> {
    /// The code of a function; `a: b: body` is one function of two parameters.
    ///
    /// Only the last parameter may be a set pattern, because matching one is observable as soon as its argument is given.
    pub(super) fn lambda_code(&mut self, id: ExprId) -> Compiled<'h, &'h Code<'h>> {
        let position = self.tree.position(id);
        let mut parameters = Vec::new();
        let mut formals = None;
        let mut name = None;
        let mut body = id;
        let most = if self.runtime.options.compilation.multi_argument_calls {
            MAX_PARAMETERS
        } else {
            1
        };
        while let Expr::Lambda(lambda) = self.tree.expr(body) {
            if parameters.len() == most {
                break;
            }
            name = name.or(lambda.name);
            let position = self.tree.position(body);
            body = lambda.body;
            let name = match &lambda.parameter {
                tree::Parameter::Name(name) => Some(*name),
                tree::Parameter::Formals(pattern) => {
                    formals = Some(pattern);
                    pattern.whole
                }
            };
            parameters.push(Parameter { name, position });
            if formals.is_some() {
                break;
            }
        }
        let function = Function {
            name,
            arity: parameters.len() as u8,
            parameters: self.runtime.heap.slice(ObjectKind::Code, &parameters),
            formals: None,
        };
        self.begin(Head::function(position, function));
        let level = self.level();
        for (index, parameter) in parameters.iter().enumerate() {
            if let Some(name) = parameter.name {
                self.scopes.bind(
                    name,
                    Variable {
                        level,
                        slot: index as u32 + 1,
                    },
                );
            }
        }
        if let Some(formals) = formals {
            self.formals(formals, name)?;
        }
        self.strict(body, Tail::Yes)?;
        if let Some(formals) = formals {
            for formal in &formals.formals {
                self.scopes.unbind(formal.name);
            }
        }
        for name in parameters.iter().filter_map(|parameter| parameter.name) {
            self.scopes.unbind(name);
        }
        Ok(self.finish())
    }

    fn formals(&mut self, pattern: &tree::Formals, name: Option<Symbol>) -> Compiled<'h, ()> {
        let first = self.next_slot();
        for (index, formal) in pattern.formals.iter().enumerate() {
            let variable = Variable {
                slot: first.slot + index as u32,
                ..first
            };
            self.scopes.bind(formal.name, variable);
        }
        let mut formals = Vec::with_capacity(pattern.formals.len());
        for (index, formal) in pattern.formals.iter().enumerate() {
            let default = match formal.default {
                None => FormalDefault::Required,
                Some(default) => {
                    if let Some(value) = self.constant(default) {
                        FormalDefault::Constant(self.unit().constant(value))
                    } else if let Some(variable) = self.bound_before(default, first, index)? {
                        FormalDefault::Variable(self.source_of(variable))
                    } else {
                        let code = self.thunk_code(
                            default,
                            Some(Binding {
                                name: formal.name,
                                position: formal.position,
                            }),
                        )?;
                        FormalDefault::Thunk(self.unit().code(code))
                    }
                }
            };
            formals.push(Formal {
                name: formal.name,
                position: formal.position,
                default,
            });
        }
        let formals = self.runtime.heap.slice(ObjectKind::Code, &formals);
        let count = formals.len() as i32;
        let mut position = first_position(pattern);
        if let Some(function) = self.unit().function_mut() {
            // A pattern without names is blamed itself.
            let itself = function.parameters.last();
            position = position.or(itself.map_or(Position::NONE, |parameter| parameter.position));
            function.formals = Some(Formals {
                formals,
                ellipsis: pattern.ellipsis,
                whole: pattern.whole,
            });
            function.name = function.name.or(name);
        }
        self.unit().emit(Instruction::BindFormals, count, position);
        Ok(())
    }
}

impl<'h> Compiler<'_, 'h> {
    /// The variable that a default is, if it has its value before the formal at `index` is bound.
    fn bound_before(
        &self,
        default: ExprId,
        first: Variable,
        index: usize,
    ) -> Compiled<'h, Option<Variable>> {
        let Expr::Variable(name) = self.tree.expr(default) else {
            return Ok(None);
        };
        Ok(match self.meaning(*name, self.tree.position(default))? {
            Meaning::Variable(variable) => (variable.level != first.level
                || (variable.slot as usize) < first.slot as usize + index)
                .then_some(variable),
            Meaning::Constant(_) | Meaning::Dynamic => None,
        })
    }
}

fn first_position(pattern: &tree::Formals) -> Position {
    pattern
        .formals
        .first()
        .map(|formal| formal.position)
        .unwrap_or_default()
}
