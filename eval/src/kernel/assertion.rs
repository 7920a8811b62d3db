//! `assert a == b` that fails: which values differ, and how.

use super::equality::derivation_paths;
use super::equality::difference;
use super::reentrant::{Arguments, Host};
use crate::error::{ErrorKind, Result};
use crate::print;
use crate::runtime::Runtime;
use crate::syntax::show;
use crate::value::{Attrs, List, Value};

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
    let mut pending = vec![(left, right)];
    let mut outermost = true;
    while let Some((left, right)) = pending.pop() {
        if !outermost && left.same_object(right) {
            continue;
        }
        outermost = false;
        let left = host.force(left).await?;
        let right = host.force(right).await?;
        if let (Value::Attrs(a), Value::Attrs(b)) = (left, right)
            && let Some(paths) = derivation_paths(host, &runtime, a, b).await?
        {
            pending.push(paths);
            continue;
        }
        if let Some(difference) = compare(&runtime, left, right, &mut pending) {
            return Err(runtime.error_of(ErrorKind::Assertion, difference));
        }
    }
    Ok(Value::Bool(true))
}

/// How two forced values differ; what is inside them is left to compare.
fn compare<'h>(
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
    pending: &mut Vec<(Value<'h>, Value<'h>)>,
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
    pending: &mut Vec<(Value<'h>, Value<'h>)>,
) -> Option<String> {
    if left.len() != right.len() {
        return Some(format!(
            "list of size '{}' is not equal to list of size '{}', left hand side is '{a}', right hand side is '{b}'",
            left.len(),
            right.len()
        ));
    }
    pending.extend(
        left.items()
            .iter()
            .copied()
            .zip(right.items().iter().copied())
            .rev(),
    );
    None
}

fn compare_attrs<'h>(
    runtime: &Runtime<'h>,
    left: Attrs<'h>,
    right: Attrs<'h>,
    a: &str,
    b: &str,
    pending: &mut Vec<(Value<'h>, Value<'h>)>,
) -> Option<String> {
    if left.len() != right.len() {
        return Some(format!(
            "attribute names of attribute set '{a}' differs from attribute set '{b}'"
        ));
    }
    let mut pairs = Vec::with_capacity(left.len());
    for attr in left.entries(runtime.heap) {
        let Some(other) = right.get(attr.name) else {
            let name = show::attribute_name(runtime.symbols.name(attr.name));
            return Some(format!(
                "attribute name '{name}' is contained in '{a}', but not in '{b}'"
            ));
        };
        pairs.push((attr.value, other.value));
    }
    pending.extend(pairs.into_iter().rev());
    None
}
