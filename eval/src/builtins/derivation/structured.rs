//! `__structuredAttrs`: the attributes of a derivation as one JSON document.

use crate::error::Result;
use crate::kernel::json;
use crate::kernel::reentrant::Host;
use crate::runtime::Runtime;
use crate::value::{NixString, Value};
use std::collections::BTreeMap;

/// A document in the making: each attribute's value as JSON.
#[derive(Default)]
pub struct StructuredAttributes<'h> {
    members: BTreeMap<&'h [u8], &'h [u8]>,
}

impl<'h> StructuredAttributes<'h> {
    /// Adds an attribute.
    pub fn insert(&mut self, key: &'h [u8], json: &'h [u8]) {
        self.members.insert(key, json);
    }

    /// The document, its members in the order of their names.
    pub fn document(&self, runtime: &Runtime<'h>) -> Result<'h, Vec<u8>> {
        let mut document = vec![b'{'];
        for (key, json) in &self.members {
            if document.len() > 1 {
                document.push(b',');
            }
            json::text::push_string(&mut document, key).map_err(|message| {
                runtime.error(format_args!(
                    "JSON serialization error: [json.exception.type_error.316] {message}"
                ))
            })?;
            document.push(b':');
            document.extend_from_slice(json);
        }
        document.push(b'}');
        Ok(document)
    }
}

/// A value as JSON; paths in it are copied to the store.
pub async fn write<'h, H: Host<'h>>(host: &mut H, value: Value<'h>) -> Result<'h, NixString<'h>> {
    let runtime = host.runtime();
    let json = json::write::operation(host, [value, Value::Bool(true), Value::Null]).await?;
    crate::kernel::expect::expect_string(&runtime, json)
}

/// What `__json` says, written as documents are: members in the order of names, nothing between tokens.
pub async fn canonical<'h, H: Host<'h>>(
    host: &mut H,
    text: NixString<'h>,
) -> Result<'h, NixString<'h>> {
    let runtime = host.runtime();
    let problem = |what: &dyn std::fmt::Display| {
        runtime.error(format_args!("cannot process __json attribute: {what}"))
    };
    let value =
        json::read::read(&runtime, text.bytes()).map_err(|error| problem(&error.message()))?;
    let kind = match value.resolved() {
        Value::Attrs(_) => return write(host, value).await,
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Int(_) | Value::Float(_) => "number",
        Value::List(_) => "array",
        _ => "string",
    };
    Err(problem(&format_args!(
        "[json.exception.type_error.302] type must be object, but is {kind}"
    )))
}

/// Attributes that have no effect beside a document, and are members of `outputChecks` there.
const IGNORED: [&[u8]; 6] = [
    b"allowedReferences",
    b"allowedRequisites",
    b"disallowedReferences",
    b"disallowedRequisites",
    b"maxClosureSize",
    b"maxSize",
];

/// Warns of an attribute that has no effect.
pub fn warn_of_ignored<'h>(runtime: &Runtime<'h>, key: &[u8], name: NixString<'h>) {
    if IGNORED.contains(&key) {
        let key = String::from_utf8_lossy(key);
        runtime.print(&format!(
            "warning: In a derivation named '{}', 'structuredAttrs' disables the effect of the derivation attribute '{key}'; use 'outputChecks.<output>.{key}' instead",
            name.text()
        ));
    }
}
