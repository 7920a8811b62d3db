//! The attributes that the older fetching builtins take: strings, each looked at where it is written.

use crate::error::Result;
use crate::kernel::expect::expect_string_without_context;
use crate::kernel::reentrant::Host;
use crate::runtime::Runtime;
use crate::value::Attr;

/// A string without context in an attribute.
pub async fn string<'h, H: Host<'h>>(
    host: &mut H,
    attr: &Attr<'h>,
    what: &str,
) -> Result<'h, &'h [u8]> {
    let runtime = host.runtime();
    let value = host.force(attr.value).await?;
    let string = expect_string_without_context(&runtime, value).map_err(|error| {
        let error = error.at(runtime.heap, attr.position);
        error.traced(runtime.heap, what, attr.position)
    })?;
    Ok(string.bytes())
}

/// The error of an attribute that nobody asked for.
#[cold]
pub fn unsupported<'h>(
    runtime: &Runtime<'h>,
    attr: &Attr<'h>,
    builtin: &str,
) -> crate::error::Error<'h> {
    let name = runtime.symbols.text(attr.name);
    runtime.error(format_args!("unsupported argument '{name}' to '{builtin}'"))
}
