//! stub
use crate::error::Result;
use crate::runtime::Runtime;
use crate::value::*;
/// Placeholder.
pub fn brief(_: &Runtime<'_>, _v: Value<'_>) -> String {
    String::new()
}
/// Placeholder.
pub fn described_brief(_: &Runtime<'_>, v: Value<'_>) -> String {
    v.described().into()
}
/// Placeholder.
pub fn expect_string<'h>(r: &Runtime<'h>, v: Value<'h>) -> Result<'h, NixString<'h>> {
    match v {
        Value::String(s) => Ok(s),
        _ => Err(r.error("x")),
    }
}
/// Placeholder.
pub fn expect_attrs<'h>(r: &Runtime<'h>, v: Value<'h>) -> Result<'h, Attrs<'h>> {
    match v {
        Value::Attrs(s) => Ok(s),
        _ => Err(r.error("x")),
    }
}
