//! `fetchClosure`

use crate::builtins::flakes;
use crate::builtins::paths::{path_value, settled_path, system_path};
use crate::error::Result;
use crate::fetch::{Notation, Url};
use crate::kernel::expect::{expect_attrs, expect_bool};
use crate::kernel::files::to_bytes;
use crate::kernel::reentrant::{Arguments, Host};
use crate::kernel::sources::store_string;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::StorePath;
use crate::value::{Attr, Value};

/// What the path is turned into on its way.
#[derive(Default)]
enum ToPath {
    /// Nothing: it keeps its name.
    #[default]
    Same,
    /// Another path, named by its content.
    Named(StorePath),
    /// Such a path, which is to be found out.
    Unknown,
}

/// What it was told.
#[derive(Default)]
struct Told {
    from_store: Option<String>,
    from_path: Option<StorePath>,
    to_path: ToPath,
    input_addressed: bool,
}

/// `fetchClosure { fromStore, fromPath, ... }`
pub async fn fetch_closure<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let what = "while evaluating the argument passed to builtins.fetchClosure";
    let attrs = expect_attrs(&runtime, argument)
        .map_err(|error| error.traced(runtime.heap, what, Position::NONE))?;
    let mut told = Told::default();
    for attr in attrs.entries(runtime.heap).iter() {
        tell(host, &attr, &mut told).await?;
    }
    let (from_path, store) = checked(&runtime, &told)?;
    let path = match told.to_path {
        ToPath::Same => from_path,
        ToPath::Named(path) => path,
        ToPath::Unknown => {
            return Err(super::unfetched(
                &runtime,
                &runtime.store_dir.print(&from_path),
                "the network",
                "name the store path that its rewriting gives in 'toPath'",
            ));
        }
    };
    runtime.store.borrow_mut().await_path(&path, &store);
    Ok(Value::String(store_string(&runtime, &path)))
}

/// Reads one attribute.
async fn tell<'h, H: Host<'h>>(host: &mut H, attr: &Attr<'h>, told: &mut Told) -> Result<'h, ()> {
    let runtime = host.runtime();
    let name = runtime.symbols.text(attr.name);
    let what = format!("while evaluating the attribute '{name}' passed to builtins.fetchClosure");
    match &*name {
        "fromPath" => told.from_path = Some(store_path(host, attr, &what).await?),
        "toPath" => {
            let value = host.force(attr.value).await?;
            let is_empty = matches!(value, Value::String(text) if text.bytes().is_empty());
            told.to_path = if is_empty {
                ToPath::Unknown
            } else {
                ToPath::Named(store_path(host, attr, &what).await?)
            };
        }
        "fromStore" => {
            let store = super::arguments::string(host, attr, &what).await?;
            told.from_store = Some(String::from_utf8_lossy(store).into_owned());
        }
        "inputAddressed" => {
            let value = host.force(attr.value).await?;
            let flag = expect_bool(&runtime, value).map_err(|error| {
                let error = error.at(runtime.heap, attr.position);
                error.traced(runtime.heap, &what, attr.position)
            })?;
            told.input_addressed = flag;
        }
        _ => {
            return Err(runtime.error(format_args!(
                "attribute '{name}' isn't supported in call to 'fetchClosure'"
            )));
        }
    }
    Ok(())
}

async fn store_path<'h, H: Host<'h>>(
    host: &mut H,
    attr: &Attr<'h>,
    what: &str,
) -> Result<'h, StorePath> {
    let runtime = host.runtime();
    let path = path_value(host, attr.value).await?;
    let path = system_path(settled_path(&runtime, path, what)?);
    let split = runtime.store_dir.split(to_bytes(&path));
    let (object, _) = split.map_err(|error| {
        let error = runtime.error(error);
        error.traced(runtime.heap, what, attr.position)
    })?;
    Ok(object)
}

/// What has to be given, if all of it goes together.
fn checked<'h>(runtime: &Runtime<'h>, told: &Told) -> Result<'h, (StorePath, String)> {
    let missing = |name: &str| {
        runtime.error(format_args!(
            "attribute '{name}' is missing in call to 'fetchClosure'"
        ))
    };
    let path = told.from_path.clone().ok_or_else(|| missing("fromPath"))?;
    if told.input_addressed && !matches!(told.to_path, ToPath::Same) {
        return Err(runtime.error(
            "attribute 'inputAddressed' is set to true, but 'toPath' is also set. Please remove one of them",
        ));
    }
    let store = told
        .from_store
        .clone()
        .ok_or_else(|| missing("fromStore"))?;
    let warn = |message: &str| flakes::warn(runtime, message);
    let url = Url::parse(store.as_bytes(), Notation::Strict, &warn)
        .map_err(|_| runtime.error(format_args!("Cannot parse Nix store '{store}'")))?;
    if url.scheme != "http" && url.scheme != "https" {
        let message = "'fetchClosure' only supports http:// and https:// stores";
        return Err(runtime.error(message));
    }
    if !url.query.is_empty() {
        return Err(runtime.error(format_args!(
            "'fetchClosure' does not support URL query parameters (in '{store}')"
        )));
    }
    Ok((path, store))
}
