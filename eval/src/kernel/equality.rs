//! `==`: forced operands first, then identity, then structure.
//!
//! Operands of `==` itself are fresh values and have no identity; items of lists and values of attributes do, which
//! is why a function equals itself there and nowhere else. Of one and the same list or set every item is identical
//! to itself, so only forcing it is left to do.

use super::deep::push_watched;
use super::recursion::Chain;
use super::reentrant::{Arguments, Host};
use crate::error::Result;
use crate::runtime::Runtime;
use crate::value::{Attr, Attrs, List, Value};

/// What a look at two forced values says.
enum Verdict<'h> {
    Known(bool),
    Lists(List<'h>, List<'h>),
    Sets(Attrs<'h>, Attrs<'h>),
}

/// Compares two forced values as far as it goes without their items.
#[inline]
fn verdict<'h>(left: Value<'h>, right: Value<'h>) -> Verdict<'h> {
    Verdict::Known(match (left, right) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::String(a), Value::String(b)) | (Value::Path(a), Value::Path(b)) => {
            a.bytes() == b.bytes()
        }
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Null, Value::Null) => true,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Int(a), Value::Float(b)) => a as f64 == b,
        (Value::Float(a), Value::Int(b)) => a == b as f64,
        (Value::List(a), Value::List(b)) if a.len() != b.len() => false,
        (Value::List(a), Value::List(b)) if !a.is_empty() => return Verdict::Lists(a, b),
        (Value::List(_), Value::List(_)) => true,
        (Value::Attrs(a), Value::Attrs(b)) => return Verdict::Sets(a, b),
        _ => false,
    })
}

/// Compares two items at once if both are evaluated and neither holds anything to descend into.
fn shallow<'h>(left: Value<'h>, right: Value<'h>) -> Option<bool> {
    if left.is_pending() || right.is_pending() {
        return None;
    }
    if left.same_object(right) {
        return Some(true);
    }
    match verdict(left.resolved(), right.resolved()) {
        Verdict::Known(equal) => Some(equal),
        Verdict::Lists(..) | Verdict::Sets(..) => None,
    }
}

/// Compares two forced values without evaluating anything; `None` where that does not settle it.
pub fn quick<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Option<bool> {
    match verdict(left, right) {
        Verdict::Known(equal) => Some(equal),
        Verdict::Lists(a, b) if a.same(b) => quick_same(a.items().iter().copied()),
        Verdict::Lists(a, b) => {
            for (&x, &y) in a.items().iter().zip(b.items()) {
                if !shallow(x, y)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        Verdict::Sets(a, b) => {
            if is_known_derivation(runtime, a)? && is_known_derivation(runtime, b)? {
                return None;
            }
            if a.len() != b.len() {
                return Some(false);
            }
            let (a_entries, b_entries) = (a.entries(runtime.heap), b.entries(runtime.heap));
            if a.same(b) {
                return quick_same(a_entries.iter().map(|attr| attr.value));
            }
            for (x, y) in a_entries.iter().zip(b_entries) {
                if x.name != y.name || !shallow(x.value, y.value)? {
                    return Some(false);
                }
            }
            Some(true)
        }
    }
}

/// Items compared with themselves are equal once they are evaluated.
fn quick_same<'h>(mut items: impl Iterator<Item = Value<'h>>) -> Option<bool> {
    items.all(|item| !item.is_pending()).then_some(true)
}

/// Whether a set is a derivation; `None` if its `type` must be evaluated to know.
fn is_known_derivation<'h>(runtime: &Runtime<'h>, attrs: Attrs<'h>) -> Option<bool> {
    match attrs.value(runtime.names.kind) {
        None => Some(false),
        Some(kind) if kind.is_pending() => None,
        Some(kind) => Some(says_derivation(kind.resolved())),
    }
}

fn says_derivation(kind: Value<'_>) -> bool {
    matches!(kind, Value::String(kind) if kind.bytes() == b"derivation")
}

/// Collections under comparison, and the items that come next.
enum Level<'h> {
    /// Items of one and the same collection: they only have to be forced.
    SameItems(&'h [Value<'h>], usize),
    SameAttrs(&'h [Attr<'h>], usize),
    Items(&'h [Value<'h>], &'h [Value<'h>], usize),
    Attrs(&'h [Attr<'h>], &'h [Attr<'h>], usize),
}

/// What a level wants compared next.
enum Next<'h> {
    Force(Value<'h>),
    Pair(Value<'h>, Value<'h>),
    Differ,
    Done,
}

impl<'h> Level<'h> {
    fn lists(left: List<'h>, right: List<'h>) -> Self {
        if left.same(right) {
            Self::SameItems(left.items(), 0)
        } else {
            Self::Items(left.items(), right.items(), 0)
        }
    }

    fn next(&mut self) -> Next<'h> {
        match self {
            Self::SameItems(items, index) => {
                *index += 1;
                items
                    .get(*index - 1)
                    .map_or(Next::Done, |&item| Next::Force(item))
            }
            Self::SameAttrs(attrs, index) => {
                *index += 1;
                attrs
                    .get(*index - 1)
                    .map_or(Next::Done, |attr| Next::Force(attr.value))
            }
            Self::Items(left, right, index) => {
                *index += 1;
                match (left.get(*index - 1), right.get(*index - 1)) {
                    (Some(&a), Some(&b)) => Next::Pair(a, b),
                    _ => Next::Done,
                }
            }
            Self::Attrs(left, right, index) => {
                *index += 1;
                match (left.get(*index - 1), right.get(*index - 1)) {
                    (Some(a), Some(b)) if a.name != b.name => Next::Differ,
                    (Some(a), Some(b)) => Next::Pair(a.value, b.value),
                    _ => Next::Done,
                }
            }
        }
    }
}

/// Whether two values are equal; `identity` says whether they are items, which may be one object.
pub async fn equality<'h, H: Host<'h>>(
    host: &mut H,
    left: Value<'h>,
    right: Value<'h>,
    identity: bool,
) -> Result<'h, bool> {
    let runtime = host.runtime();
    let mut levels: Vec<Level<'h>> = Vec::new();
    let mut chain = Chain::<(usize, usize)>::default();
    let mut derivations = Chain::<(usize, usize)>::default();
    let mut pair = Some((left, right, identity));
    loop {
        let Some((raw_left, raw_right, identity)) = pair.take() else {
            let Some(level) = levels.last_mut() else {
                return Ok(true);
            };
            match level.next() {
                Next::Force(item) => {
                    forced!(host, item);
                }
                Next::Pair(a, b) => {
                    derivations = Chain::default();
                    pair = Some((a, b, true));
                }
                Next::Differ => return Ok(false),
                Next::Done => {
                    levels.pop();
                }
            }
            continue;
        };
        let left = forced!(host, raw_left);
        let right = forced!(host, raw_right);
        if identity && raw_left.same_object(raw_right) {
            continue;
        }
        match verdict(left, right) {
            Verdict::Known(true) => {}
            Verdict::Known(false) => return Ok(false),
            Verdict::Lists(a, b) => {
                chain.truncate(levels.len());
                chain.step(&runtime, (a.address(), b.address()))?;
                push_watched(runtime.heap, &mut levels, Level::lists(a, b))?;
            }
            Verdict::Sets(a, b) => {
                let addresses = (a.address(), b.address());
                let both_derivations = is_derivation(host, &runtime, a).await?
                    && is_derivation(host, &runtime, b).await?;
                if both_derivations
                    && let (Some(a), Some(b)) = (
                        a.value(runtime.names.out_path),
                        b.value(runtime.names.out_path),
                    )
                {
                    derivations.step(&runtime, addresses)?;
                    pair = Some((a, b, true));
                    continue;
                }
                if a.len() != b.len() {
                    return Ok(false);
                }
                let (left, right) = (a.entries(runtime.heap), b.entries(runtime.heap));
                let level = if a.same(b) {
                    Level::SameAttrs(left, 0)
                } else {
                    Level::Attrs(left, right, 0)
                };
                chain.truncate(levels.len());
                chain.step(&runtime, addresses)?;
                push_watched(runtime.heap, &mut levels, level)?;
            }
        }
    }
}

async fn is_derivation<'h, H: Host<'h>>(
    host: &mut H,
    runtime: &Runtime<'h>,
    attrs: Attrs<'h>,
) -> Result<'h, bool> {
    match attrs.value(runtime.names.kind) {
        None => Ok(false),
        Some(kind) => Ok(says_derivation(forced!(host, kind))),
    }
}

/// `a == b`
pub async fn equal<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    Ok(Value::Bool(equality(host, left, right, false).await?))
}

/// `a != b`
pub async fn not_equal<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    Ok(Value::Bool(!equality(host, left, right, false).await?))
}
