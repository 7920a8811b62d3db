//! `==`: forced operands first, then identity, then structure.
//!
//! Operands of `==` itself are fresh values and have no identity; items of lists and values of attributes do, which
//! is why a function equals itself there and nowhere else. Of one and the same list or set every item is identical
//! to itself, so only forcing it is left to do.

use super::deep::push_watched;
use super::recursion::Chain;
use super::reentrant::{Arguments, Host};
use crate::error::Result;
use crate::heap::Heap;
use crate::runtime::Runtime;
use crate::value::{Attrs, List, Value};

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
        Verdict::Lists(a, b) if a.same(b) => quick_same(a.items()),
        Verdict::Lists(a, b) => {
            for (x, y) in a.items().zip(b.items()) {
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
            for (x, y) in a_entries.iter().zip(b_entries.iter()) {
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

/// Collections under comparison, and the number of items that have been looked at.
enum Level<'h> {
    /// One and the same list: its items only have to be forced.
    SameList(List<'h>, usize),
    /// One and the same set.
    SameSet(Attrs<'h>, usize),
    Lists(List<'h>, List<'h>, usize),
    Sets(Attrs<'h>, Attrs<'h>, usize),
    /// Two derivations, whose `outPath`s are compared in their place.
    Derivations(Attrs<'h>, Attrs<'h>),
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
            Self::SameList(left, 0)
        } else {
            Self::Lists(left, right, 0)
        }
    }

    fn sets(left: Attrs<'h>, right: Attrs<'h>) -> Self {
        if left.same(right) {
            Self::SameSet(left, 0)
        } else {
            Self::Sets(left, right, 0)
        }
    }

    fn next(&mut self, heap: &'h Heap) -> Next<'h> {
        match self {
            Self::SameList(list, index) => {
                *index += 1;
                let item = list.get(*index - 1);
                item.map_or(Next::Done, Next::Force)
            }
            Self::SameSet(attrs, index) => {
                *index += 1;
                let attr = attrs.entries(heap).get(*index - 1);
                attr.map_or(Next::Done, |attr| Next::Force(attr.value))
            }
            Self::Lists(left, right, index) => {
                *index += 1;
                match (left.get(*index - 1), right.get(*index - 1)) {
                    (Some(a), Some(b)) => Next::Pair(a, b),
                    _ => Next::Done,
                }
            }
            Self::Sets(left, right, index) => {
                *index += 1;
                let (left, right) = (left.entries(heap), right.entries(heap));
                match (left.get(*index - 1), right.get(*index - 1)) {
                    (Some(a), Some(b)) if a.name != b.name => Next::Differ,
                    (Some(a), Some(b)) => Next::Pair(a.value, b.value),
                    _ => Next::Done,
                }
            }
            Self::Derivations(..) => Next::Done,
        }
    }

    /// The sets compared, if it is sets.
    fn as_sets(&self) -> Option<(Value<'h>, Value<'h>)> {
        match self {
            Self::Sets(a, b, _) | Self::Derivations(a, b) => {
                Some((Value::Attrs(*a), Value::Attrs(*b)))
            }
            Self::SameSet(a, _) => Some((Value::Attrs(*a), Value::Attrs(*a))),
            Self::SameList(..) | Self::Lists(..) => None,
        }
    }
}

/// The comparison of two values as far as it has got.
struct Comparison<'h> {
    levels: Vec<Level<'h>>,
    chain: Chain<(usize, usize)>,
}

impl<'h> Comparison<'h> {
    /// Goes down into two collections.
    fn descend(
        &mut self,
        runtime: &Runtime<'h>,
        addresses: (usize, usize),
        level: Level<'h>,
    ) -> Result<'h, ()> {
        self.chain.truncate(self.levels.len());
        self.chain.step(runtime, addresses)?;
        push_watched(runtime.heap, &mut self.levels, level)
    }

    /// The pair that `<` would compare where these two values differ: what lists lead to.
    fn outermost(&self, left: Value<'h>, right: Value<'h>) -> (Value<'h>, Value<'h>) {
        let mut sets = self.levels.iter().filter_map(Level::as_sets);
        sets.next().unwrap_or((left, right))
    }
}

/// Where two values differ, if they do: the first pair of items inside lists, at any depth, that are not equal.
///
/// `identity` says whether the values are items, which may be one object.
pub async fn difference<'h, H: Host<'h>>(
    host: &mut H,
    left: Value<'h>,
    right: Value<'h>,
    identity: bool,
) -> Result<'h, Option<(Value<'h>, Value<'h>)>> {
    let runtime = host.runtime();
    let mut comparison = Comparison {
        levels: Vec::new(),
        chain: Chain::default(),
    };
    let mut pair = Some((left, right, identity));
    loop {
        let Some((raw_left, raw_right, identity)) = pair.take() else {
            let Some(level) = comparison.levels.last_mut() else {
                return Ok(None);
            };
            match level.next(runtime.heap) {
                Next::Force(item) => {
                    forced!(host, item);
                }
                Next::Pair(a, b) => pair = Some((a, b, true)),
                Next::Differ => return Ok(Some(comparison.outermost(Value::Null, Value::Null))),
                Next::Done => {
                    comparison.levels.pop();
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
            Verdict::Known(false) => return Ok(Some(comparison.outermost(left, right))),
            Verdict::Lists(a, b) => {
                let level = Level::lists(a, b);
                comparison.descend(&runtime, (a.address(), b.address()), level)?;
            }
            Verdict::Sets(a, b) => {
                let addresses = (a.address(), b.address());
                if let Some(paths) = derivation_paths(host, &runtime, a, b).await? {
                    comparison.descend(&runtime, addresses, Level::Derivations(a, b))?;
                    pair = Some((paths.0, paths.1, true));
                } else if a.len() == b.len() {
                    comparison.descend(&runtime, addresses, Level::sets(a, b))?;
                } else {
                    return Ok(Some(comparison.outermost(left, right)));
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
    Ok(difference(host, left, right, identity).await?.is_none())
}

/// The `outPath`s of two derivations, which are compared in their place.
pub async fn derivation_paths<'h, H: Host<'h>>(
    host: &mut H,
    runtime: &Runtime<'h>,
    left: Attrs<'h>,
    right: Attrs<'h>,
) -> Result<'h, Option<(Value<'h>, Value<'h>)>> {
    let both =
        is_derivation(host, runtime, left).await? && is_derivation(host, runtime, right).await?;
    let name = runtime.names.out_path;
    Ok(if both {
        left.value(name).zip(right.value(name))
    } else {
        None
    })
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
    let difference = difference(host, left, right, false).await?;
    Ok(Value::Bool(difference.is_none()))
}

/// `a != b`
pub async fn not_equal<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let difference = difference(host, left, right, false).await?;
    Ok(Value::Bool(difference.is_some()))
}
