//! Functions and calls: set patterns checked and sorted, nested application flattened, functions named.

use super::{Builder, Lowered, Value};
use crate::symbol::Symbol;
use crate::syntax::error::place;
use crate::syntax::tree::{BinaryOp, Expr, ExprId, Formal, Formals, Lambda, Parameter};

/// A call that may still get arguments.
pub(super) struct OpenCall {
    offset: u32,
    function: ExprId,
    arguments: Vec<ExprId>,
    /// Where it ends if it is `function or` without parentheses.
    bare_or: Option<u32>,
}

/// A formal of a set pattern as read.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct RawFormal {
    pub(in crate::syntax) name: Symbol,
    pub(in crate::syntax) offset: u32,
    pub(in crate::syntax) default: Option<ExprId>,
}

/// A set pattern as read.
#[derive(Debug, Default)]
pub(in crate::syntax) struct RawFormals {
    pub(in crate::syntax) formals: Vec<RawFormal>,
    pub(in crate::syntax) ellipsis: bool,
}

impl Builder<'_, '_> {
    /// `function argument`; the call is blamed at `offset` unless the function is itself a call, which then goes on.
    pub(in crate::syntax) fn call(
        &mut self,
        offset: u32,
        function: Value,
        argument: Value,
    ) -> Value {
        let argument = self.close(argument);
        if let Value::Call(call) = function {
            let call = &mut self.calls[call as usize];
            call.arguments.push(argument);
            call.bare_or = None;
            return function;
        }
        let call = OpenCall {
            offset,
            function: self.close(function),
            arguments: vec![argument],
            bare_or: None,
        };
        self.calls.push(call);
        Value::Call(self.calls.len() as u32 - 1)
    }

    /// `function argument`, where the two stand beside each other.
    pub(in crate::syntax) fn apply(
        &mut self,
        offset: u32,
        function: Value,
        argument: Value,
    ) -> Value {
        let argument = Value::Done(self.close_operand(argument));
        self.call(offset, function, argument)
    }

    /// `function or` up to the byte `end`, where `or` is an ordinary name.
    pub(in crate::syntax) fn call_or(&mut self, offset: u32, end: u32, function: Value) -> Value {
        let function = Value::Done(self.close(function));
        let or = self.leaf(offset, Expr::Variable(self.or));
        let value = self.call(offset, function, or);
        if let Value::Call(call) = value {
            self.calls[call as usize].bare_or = Some(end);
        }
        value
    }

    /// `(value)`
    pub(in crate::syntax) fn parenthesised(&mut self, value: Value) -> Value {
        if let Value::Call(call) = value {
            self.calls[call as usize].bare_or = None;
        }
        value
    }

    /// Closes an argument, an element or a default, where `function or` is to be written with parentheses.
    pub(super) fn close_operand(&mut self, value: Value) -> ExprId {
        if let Value::Call(call) = value {
            let call = &self.calls[call as usize];
            if let Some(end) = call.bare_or {
                let (start, end) = (call.offset as usize, end as usize);
                let text = self.source.text.get(start..end).unwrap_or_default();
                let place = place(self.source, start);
                self.warnings.push(format!(
                    "at {place}: This expression uses `or` as an identifier in a way that will change \
                     in a future Nix release.\n\
                     Wrap this entire expression in parentheses to preserve its current meaning:\n    \
                     ({text})\n\
                     Give feedback at https://github.com/NixOS/nix/pull/11121"
                ));
            }
        }
        self.close(value)
    }

    pub(super) fn close_call(&mut self, call: u32) -> ExprId {
        let open = &mut self.calls[call as usize];
        let arguments = std::mem::take(&mut open.arguments);
        let (offset, function) = (open.offset, open.function);
        if call as usize + 1 == self.calls.len() {
            self.calls.pop();
        }
        let offset = self.operator_called(function).unwrap_or(offset);
        self.add(offset, Expr::Call(function, arguments.into()))
    }

    /// Where an operator stands whose result is called: to C++ Nix some are calls, which go on.
    fn operator_called(&self, function: ExprId) -> Option<u32> {
        let node = &self.nodes[function.0 as usize];
        match node.expr {
            Expr::Negate(_)
            | Expr::Binary(
                BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Less | BinaryOp::Greater,
                ..,
            ) => Some(node.position.distance_from(self.source.position(0))),
            _ => None,
        }
    }

    /// `name: body`
    pub(in crate::syntax) fn function(&mut self, offset: u32, name: &str, body: Value) -> Value {
        let parameter = Parameter::Name(self.intern(name));
        self.lambda(offset, parameter, body)
    }

    /// `{ formals }@whole: body`
    pub(in crate::syntax) fn pattern_function(
        &mut self,
        offset: u32,
        raw: RawFormals,
        whole: Option<&str>,
        body: Value,
    ) -> Lowered<Value> {
        let whole = whole.map(|name| self.intern(name));
        let RawFormals {
            mut formals,
            ellipsis,
        } = raw;
        formals.sort_unstable_by_key(|formal| (formal.name, formal.offset));
        let repeated = formals
            .windows(2)
            .filter_map(|pair| match pair {
                [first, second] if first.name == second.name => Some((second.offset, second.name)),
                _ => None,
            })
            .min_by_key(|&(offset, _)| offset);
        let clash = whole
            .filter(|&whole| formals.iter().any(|formal| formal.name == whole))
            .map(|whole| (offset, whole));
        if let Some((offset, name)) = repeated.or(clash) {
            let name = self.symbols.text(name);
            let message = format!("duplicate formal function argument '{name}'");
            return Err(self.error(offset, message));
        }
        let source = self.source;
        let formals = formals.iter().map(|formal| Formal {
            name: formal.name,
            position: source.position(formal.offset as usize),
            default: formal.default,
        });
        let parameter = Parameter::Formals(Formals {
            formals: formals.collect(),
            ellipsis,
            whole,
        });
        Ok(self.lambda(offset, parameter, body))
    }

    fn lambda(&mut self, offset: u32, parameter: Parameter, body: Value) -> Value {
        let body = self.close(body);
        let lambda = Lambda {
            name: None,
            parameter,
            body,
        };
        self.leaf(offset, Expr::Lambda(Box::new(lambda)))
    }

    /// Names a function after the attribute it is the value of, and the functions it returns likewise.
    pub(super) fn name_functions(&mut self, value: Value, name: Symbol) {
        let Value::Done(mut id) = value else { return };
        while let Expr::Lambda(lambda) = &mut self.nodes[id.0 as usize].expr {
            lambda.name = Some(name);
            id = lambda.body;
        }
    }
}
