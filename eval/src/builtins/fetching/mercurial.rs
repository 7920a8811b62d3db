//! `fetchMercurial`

use super::arguments::{string, unsupported};
use super::{check_uri, unfetched};
use crate::builtins::flakes;
use crate::error::Result;
use crate::fetch::{Notation, Url};
use crate::kernel::coerce::Mode;
use crate::kernel::reentrant::{Arguments, Host};
use crate::value::{NixString, Value};

/// `fetchMercurial url`
pub async fn fetch_mercurial<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let mut rev = None;
    let url = if let Value::Attrs(attrs) = argument {
        let mut url = None;
        for attr in attrs.entries(runtime.heap).iter() {
            match runtime.symbols.name(attr.name) {
                b"url" => url = Some(address(host, attr.value).await?),
                b"rev" => {
                    let what =
                        "while evaluating the `rev` attribute passed to builtins.fetchMercurial";
                    rev = Some(string(host, &attr, what).await?);
                }
                b"name" => {
                    let what =
                        "while evaluating the `name` attribute passed to builtins.fetchMercurial";
                    string(host, &attr, what).await?;
                }
                _ => {
                    let error = unsupported(&runtime, &attr, "fetchMercurial");
                    return Err(error.at(runtime.heap, attr.position));
                }
            }
        }
        url.filter(|url| !url.bytes().is_empty())
            .ok_or_else(|| runtime.error("'url' argument required"))?
    } else {
        address(host, argument).await?
    };
    let url = url.text().into_owned();
    check_uri(&runtime, &url)?;
    if runtime.options.access.pure && rev.is_none() {
        let message = "in pure evaluation mode, 'fetchMercurial' requires a Mercurial revision";
        return Err(runtime.error(message));
    }
    // A path is an address of a file.
    let full = if url.contains("://") {
        url
    } else {
        format!("file://{url}")
    };
    let warn = |message: &str| flakes::warn(&runtime, message);
    Url::parse(full.as_bytes(), Notation::Strict, &warn)
        .map_err(|error| flakes::failed(&runtime, &error))?;
    let instead = "give a copy of the repository as a path of this machine";
    Err(unfetched(&runtime, &full, "Mercurial", instead))
}

/// An address, or a path, which is not copied to the store.
async fn address<'h, H: Host<'h>>(host: &mut H, value: Value<'h>) -> Result<'h, NixString<'h>> {
    host.coerce(value, Mode::PathPart).await
}
