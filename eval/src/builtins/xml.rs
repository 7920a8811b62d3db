//! The builtin that writes XML.

use crate::error::Result;
use crate::kernel::forced;
use crate::kernel::recursion::Chain;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::print::{Evaluated, Places, XmlWriter};
use crate::value::{Attrs, Builtin, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin::reentrant(
    "toXML",
    1,
    0b1,
    Reentrant::ToXml,
    "e: e as XML",
)];

/// `toXML e`; the printer's own wish in the second argument: with places or without.
pub async fn to_xml<'h, H: Host<'h>>(
    host: &mut H,
    [value, shown, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let places = if matches!(shown, Value::Bool(true)) {
        Places::Shown
    } else {
        Places::Hidden
    };
    let mut writer = XmlWriter::new(&runtime, Evaluated::Deep, places);
    let mut depth = Chain::default();
    let mut next = Some((value, Evaluated::Deep));
    while let Some((value, evaluated)) = next {
        let value = forced!(host, value);
        let address = match value {
            Value::List(list) => Some(list.address()),
            Value::Attrs(attrs) => {
                force_derivation(host, attrs).await?;
                Some(attrs.address())
            }
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Path(_)
            | Value::Closure(_)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Thunk(_) => None,
        };
        let above = writer.depth();
        writer.value(value, evaluated);
        // A derivation is written once, and is not entered again where it holds itself.
        if let Some(address) = address.filter(|_| writer.has_contents()) {
            depth.truncate(above);
            depth.step(&runtime, address)?;
        }
        next = writer.next_value()?;
    }
    Ok(Value::String(writer.into_string()))
}

/// Evaluates what says that a set is a derivation, and which.
async fn force_derivation<'h, H: Host<'h>>(host: &mut H, attrs: Attrs<'h>) -> Result<'h, ()> {
    let runtime = host.runtime();
    let Some(kind) = attrs.value(runtime.names.kind) else {
        return Ok(());
    };
    let kind = forced!(host, kind);
    if matches!(kind, Value::String(kind) if kind.bytes() == b"derivation") {
        for name in [runtime.names.drv_path, runtime.names.out_path] {
            if let Some(path) = attrs.value(name) {
                forced!(host, path);
            }
        }
    }
    Ok(())
}
