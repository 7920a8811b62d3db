//! `assert a == b` that fails: which values differ, and how.

use super::equality::derivation_paths;
use super::equality::difference;
use super::reentrant::{Arguments, Host};
use super::trace::Telling;
use crate::error::{Error, ErrorKind, Result};
use crate::print;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::show;
use crate::value::{Attrs, List, Value};

/// Two values still to be compared.
#[derive(Clone, Copy)]
struct Pair<'h> {
    left: Value<'h>,
    right: Value<'h>,
    /// Steps to the values they are in.
    depth: usize,
    /// The step from there; none for the operands themselves.
    step: Option<Step>,
}

/// A step into two values.
#[derive(Clone, Copy)]
enum Step {
    /// To an element of both lists.
    Element(usize),
    /// To an attribute of both sets, defined at two places.
    Attribute(Symbol, Position, Position),
}

impl Step {
    /// The error with the lines of the step.
    fn told<'h>(self, runtime: &Runtime<'h>, error: Error<'h>) -> Error<'h> {
        match self {
            Self::Element(index) => {
                error.telling(runtime, &format!("while comparing list element {index}"))
            }
            Self::Attribute(name, left, right) => {
                let name = show::attribute_name(runtime.symbols.name(name));
                error
                    .telling_at(runtime, "where right hand side is", right)
                    .telling_at(runtime, "where left hand side is", left)
                    .telling(runtime, &format!("while comparing attribute '{name}'"))
            }
        }
    }
}

/// Compares two values as `==` does; the error says where they differ.
pub async fn assert_equal<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    if difference(host, left, right, false).await?.is_none() {
        return Ok(Value::Bool(true));
    }
    // They do differ: the walk below ends at the first difference, which it words.
    let mut path = Vec::new();
    let mut pending = vec![Pair {
        left,
        right,
        depth: 0,
        step: None,
    }];
    while let Some(pair) = pending.pop() {
        let Pair { left, right, .. } = pair;
        if pair.step.is_some() && left.same_object(right) {
            continue;
        }
        path.truncate(pair.depth);
        path.extend(pair.step);
        let left = host.force(left).await?;
        let right = host.force(right).await?;
        if let (Value::Attrs(a), Value::Attrs(b)) = (left, right)
            && let Some(paths) = derivation_paths(host, &runtime, a, b).await?
        {
            let (left, right) = paths;
            pending.push(Pair {
                left,
                right,
                ..pair
            });
            continue;
        }
        let found = pending.len();
        if let Some(difference) = compare(&runtime, left, right, &mut pending) {
            let error = runtime.error_of(ErrorKind::Assertion, difference);
            let told = |error, step: &Step| step.told(&runtime, error);
            return Err(path.iter().rev().fold(error, told));
        }
        for pair in &mut pending[found..] {
            pair.depth = path.len();
        }
    }
    Ok(Value::Bool(true))
}

/// How two forced values differ; what is inside them is left to compare.
fn compare<'h>(
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
    pending: &mut Vec<Pair<'h>>,
) -> Option<String> {
    let (a, b) = (
        print::for_message(runtime, left),
        print::for_message(runtime, right),
    );
    let differ = match (left, right) {
        (Value::Int(x), Value::Int(y)) => x != y,
        (Value::Float(x), Value::Float(y)) => x != y,
        (Value::Int(x), Value::Float(y)) | (Value::Float(y), Value::Int(x)) => x as f64 != y,
        (Value::Null, Value::Null) => false,
        (Value::Bool(x), Value::Bool(y)) => {
            return (x != y).then(|| format!("boolean '{a}' is not equal to boolean '{b}'"));
        }
        (Value::String(x), Value::String(y)) => {
            let differ = x.bytes() != y.bytes();
            return differ.then(|| format!("string '{a}' is not equal to string '{b}'"));
        }
        (Value::Path(x), Value::Path(y)) => {
            let differ = x.bytes() != y.bytes();
            return differ.then(|| format!("path '{a}' is not equal to path '{b}'"));
        }
        (Value::List(x), Value::List(y)) => return compare_lists(x, y, &a, &b, pending),
        (Value::Attrs(x), Value::Attrs(y)) => {
            return compare_attrs(runtime, x, y, &a, &b, pending);
        }
        (
            Value::Closure(_) | Value::Builtin(_) | Value::Partial(_),
            Value::Closure(_) | Value::Builtin(_) | Value::Partial(_),
        ) => {
            return Some(
                "distinct functions and immediate comparisons of identical functions compare as unequal"
                    .to_owned(),
            );
        }
        _ => {
            return Some(format!(
                "{} of value '{a}' is not equal to {} of value '{b}'",
                left.described(),
                right.described()
            ));
        }
    };
    differ.then(|| {
        format!(
            "{} with value '{a}' is not equal to {} with value '{b}'",
            left.described(),
            right.described()
        )
    })
}

fn compare_lists<'h>(
    left: List<'h>,
    right: List<'h>,
    a: &str,
    b: &str,
    pending: &mut Vec<Pair<'h>>,
) -> Option<String> {
    if left.len() != right.len() {
        return Some(format!(
            "list of size '{}' is not equal to list of size '{}', left hand side is '{a}', right hand side is '{b}'",
            left.len(),
            right.len()
        ));
    }
    let items = left.items().zip(right.items()).enumerate();
    pending.extend(items.rev().map(|(index, (left, right))| Pair {
        left,
        right,
        depth: 0,
        step: Some(Step::Element(index)),
    }));
    None
}

fn compare_attrs<'h>(
    runtime: &Runtime<'h>,
    left: Attrs<'h>,
    right: Attrs<'h>,
    a: &str,
    b: &str,
    pending: &mut Vec<Pair<'h>>,
) -> Option<String> {
    if left.len() != right.len() {
        return Some(format!(
            "attribute names of attribute set '{a}' differs from attribute set '{b}'"
        ));
    }
    let mut pairs = Vec::with_capacity(left.len());
    for attr in left.entries(runtime.heap).iter() {
        let Some(other) = right.get(attr.name) else {
            let name = show::attribute_name(runtime.symbols.name(attr.name));
            return Some(format!(
                "attribute name '{name}' is contained in '{a}', but not in '{b}'"
            ));
        };
        pairs.push(Pair {
            left: attr.value,
            right: other.value,
            depth: 0,
            step: Some(Step::Attribute(attr.name, attr.position, other.position)),
        });
    }
    pending.extend(pairs.into_iter().rev());
    None
}
