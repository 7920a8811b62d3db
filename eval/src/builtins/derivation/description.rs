//! The attributes of a derivation as `derivationStrict` reads them: forced, coerced, with what they depend on.

use super::structured::{self, StructuredAttributes};
use crate::error::{Error, Result};
use crate::features::Feature;
use crate::kernel::coerce::{Mode, coerce_direct};
use crate::kernel::expect::{
    expect_attrs, expect_bool, expect_list, expect_string, expect_string_without_context,
};
use crate::kernel::forced;
use crate::kernel::reentrant::Host;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::{Algorithm, Method, SortedMap, SortedSet};
use crate::value::{Attrs, ContextUnion, NixString, StringBytes, Value};

/// What the attributes of a derivation say.
pub struct Description<'h> {
    pub name: NixString<'h>,
    pub builder: Option<StringBytes<'h>>,
    pub system: Option<StringBytes<'h>>,
    pub arguments: Vec<StringBytes<'h>>,
    /// Variables of the builder's environment.
    pub environment: SortedMap<StringBytes<'h>, StringBytes<'h>>,
    pub outputs: SortedSet<StringBytes<'h>>,
    pub hash: Option<&'h [u8]>,
    pub algorithm: Option<Algorithm>,
    pub method: Option<Method>,
    pub content_addressed: bool,
    pub impure: bool,
    /// The attributes as one document, where the derivation wants them so.
    pub structured: Option<StructuredAttributes<'h>>,
    pub context: ContextUnion<'h>,
    ignore_nulls: bool,
}

impl<'h> Description<'h> {
    /// What is known from a name, and from how many attributes there are.
    fn new(runtime: &Runtime<'h>, name: NixString<'h>, count: usize) -> Self {
        Self {
            name,
            builder: None,
            system: None,
            arguments: Vec::new(),
            environment: SortedMap::with_capacity(count + 1),
            outputs: [name_of_bytes(runtime, b"out")].into_iter().collect(),
            hash: None,
            algorithm: None,
            method: None,
            content_addressed: false,
            impure: false,
            structured: None,
            context: ContextUnion::default(),
            ignore_nulls: false,
        }
    }

    /// The bytes of a string, whose context the derivation takes over.
    fn depend(&mut self, string: NixString<'h>) -> StringBytes<'h> {
        self.context.add(string.shared_context());
        StringBytes(string)
    }

    fn set_outputs(
        &mut self,
        runtime: &Runtime<'h>,
        names: impl Iterator<Item = &'h [u8]>,
    ) -> Result<'h, ()> {
        self.outputs = SortedSet::default();
        for name in names {
            if !self.outputs.insert(name_of_bytes(runtime, name)) {
                let name = String::from_utf8_lossy(name);
                return Err(runtime.error(format_args!("duplicate derivation output '{name}'")));
            }
            // `drvPath` is the name of the derivation's own path.
            if name == b"drvPath" {
                return Err(runtime.error("invalid derivation output name 'drvPath'"));
            }
        }
        if self.outputs.is_empty() {
            return Err(runtime.error("derivation cannot have an empty set of outputs"));
        }
        Ok(())
    }

    fn set_method(&mut self, runtime: &Runtime<'h>, mode: &[u8]) -> Result<'h, ()> {
        let name = self.name.text();
        let feature = match mode {
            b"recursive" | b"nar" => {
                self.method = Some(Method::Recursive);
                return Ok(());
            }
            b"flat" => {
                self.method = Some(Method::Flat);
                return Ok(());
            }
            b"text" if runtime.options.features.has(Feature::DynamicDerivations) => {
                self.method = Some(Method::Text);
                return Ok(());
            }
            b"text" => format!(
                "experimental Nix feature 'dynamic-derivations' is disabled (text-hashed derivation '{name}', outputHashMode = \"text\"); add '--extra-experimental-features dynamic-derivations' to enable it"
            ),
            b"git" => "experimental Nix feature 'git-hashing' is disabled; add '--extra-experimental-features git-hashing' to enable it".to_owned(),
            _ => format!(
                "invalid value '{}' for 'outputHashMode' attribute",
                String::from_utf8_lossy(mode)
            ),
        };
        Err(runtime.error(feature))
    }

    /// Whether there is one output, called `out`.
    pub fn has_only_out(&self) -> bool {
        matches!(self.outputs.iter().as_slice(), [StringBytes(name)] if name.bytes() == b"out")
    }

    /// Takes an evaluated attribute that is a variable and whose string needs no further evaluation.
    fn take(
        &mut self,
        runtime: &Runtime<'h>,
        name: NixString<'h>,
        value: Value<'h>,
    ) -> Option<Result<'h, ()>> {
        let is_special = match name.bytes() {
            b"__contentAddressed" | b"__impure" | b"__json" | b"args" => true,
            _ => self.structured.is_some() || (self.ignore_nulls && matches!(value, Value::Null)),
        };
        if is_special {
            return None;
        }
        let string = coerce_direct(runtime, value, Mode::Derivation)?;
        Some(string.and_then(|string| self.set_variable(runtime, name, string)))
    }

    /// Sets a variable of the builder's environment, which may mean more than that.
    fn set_variable(
        &mut self,
        runtime: &Runtime<'h>,
        name: NixString<'h>,
        string: NixString<'h>,
    ) -> Result<'h, ()> {
        let variable = self.depend(string);
        self.environment.insert(StringBytes(name), variable);
        if name.bytes() == b"outputs" {
            let text = string.bytes();
            let names = text
                .split(|byte| b" \t\n\r".contains(byte))
                .filter(|name| !name.is_empty());
            return self.set_outputs(runtime, names);
        }
        self.note(runtime, name.bytes(), variable)
    }

    /// What an attribute means apart from being a variable of the environment.
    fn note(
        &mut self,
        runtime: &Runtime<'h>,
        key: &[u8],
        string: StringBytes<'h>,
    ) -> Result<'h, ()> {
        let text = string.0.bytes();
        match key {
            b"builder" => self.builder = Some(string),
            b"system" => self.system = Some(string),
            b"outputHash" => self.hash = Some(text),
            b"outputHashAlgo" => self.algorithm = Algorithm::parse(text).ok(),
            b"outputHashMode" => self.set_method(runtime, text)?,
            _ => {}
        }
        Ok(())
    }
}

/// A name, which mostly is one of the program too.
pub fn name_of_bytes<'h>(runtime: &Runtime<'h>, name: &[u8]) -> StringBytes<'h> {
    StringBytes(match runtime.symbols.lookup(name) {
        Some(symbol) => runtime.symbols.string(symbol),
        None => NixString::new(runtime.heap, name),
    })
}

/// Reads the attributes of a derivation.
pub async fn describe<'h, H: Host<'h>>(
    host: &mut H,
    attributes: Value<'h>,
) -> Result<'h, (Description<'h>, Position)> {
    let runtime = host.runtime();
    let attributes = expect_attrs(&runtime, attributes)?;
    let Some(name) = attributes.get(runtime.names.name) else {
        let what = "in the attrset passed as argument to builtins.derivationStrict";
        let error = runtime.error("attribute 'name' missing");
        return Err(error.traced(runtime.heap, what, Position::NONE));
    };
    let position = name.position;
    let name = name_of(host, name.value).await.map_err(|error| {
        let what = "while evaluating the derivation attribute 'name'";
        error.traced(runtime.heap, what, position)
    })?;
    let mut description = Description::new(&runtime, name, attributes.len());
    match read(host, attributes, &mut description).await {
        Ok(()) => Ok((description, position)),
        Err(error) => Err(within(&runtime, error, name, position)),
    }
}

/// The error with the line that says which derivation it is about.
pub fn within<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    name: NixString<'h>,
    position: Position,
) -> Error<'h> {
    let place = runtime.sources.locate(position).map_or_else(
        || "«none»".to_owned(),
        |place| {
            let file = place.source.origin.display();
            format!("{file}:{}:{}", place.line, place.column)
        },
    );
    let what = format!(
        "while evaluating derivation '{}'\n  whose name attribute is located at {place}",
        name.text()
    );
    error.told(runtime.heap, &what)
}

async fn name_of<'h, H: Host<'h>>(host: &mut H, name: Value<'h>) -> Result<'h, NixString<'h>> {
    let runtime = host.runtime();
    let traced = |error: Error<'h>| {
        let what = "while evaluating the `name` attribute passed to builtins.derivationStrict";
        error.traced(runtime.heap, what, Position::NONE)
    };
    let name = host.force(name).await.map_err(traced)?;
    expect_string_without_context(&runtime, name).map_err(traced)
}

async fn read<'h, H: Host<'h>>(
    host: &mut H,
    attributes: Attrs<'h>,
    description: &mut Description<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    if let Err(error) = crate::store::check_name(description.name.bytes()) {
        return Err(runtime.error(format_args!(
            "invalid derivation name: {error}. Please pass a different 'name'."
        )));
    }
    if flag(host, attributes, "__structuredAttrs").await? {
        description.structured = Some(StructuredAttributes::default());
    }
    description.ignore_nulls = flag(host, attributes, "__ignoreNulls").await?;
    for attr in attributes.sorted_by_name(runtime.heap, &runtime.symbols) {
        let name = runtime.symbols.string(attr.name);
        let key = name.bytes();
        if key == b"__ignoreNulls" {
            continue;
        }
        // Evaluated here, and taken at once where it can be: whatever awaits deeper down is polled again level by level.
        let forced = if attr.value.is_pending() {
            host.force(attr.value).await
        } else {
            Ok(attr.value.resolved())
        };
        let result = match forced {
            Ok(value) => match description.take(&runtime, name, value) {
                Some(result) => result,
                None => read_attribute(host, name, value, description).await,
            },
            Err(error) => Err(error),
        };
        result.map_err(|error| {
            let what = format!(
                "while evaluating attribute '{}' of derivation '{}'",
                String::from_utf8_lossy(key),
                description.name.text()
            );
            error.told_at(runtime.heap, &what, attr.position)
        })?;
    }
    Ok(())
}

/// One of the attributes that are settled before all others; false where it is not there.
async fn flag<'h, H: Host<'h>>(
    host: &mut H,
    attributes: Attrs<'h>,
    name: &str,
) -> Result<'h, bool> {
    let runtime = host.runtime();
    let Some(value) = attributes.value(runtime.symbols.intern(name.as_bytes())) else {
        return Ok(false);
    };
    let traced = |error: Error<'h>| {
        let what =
            format!("while evaluating the `{name}` attribute passed to builtins.derivationStrict");
        error.traced(runtime.heap, &what, Position::NONE)
    };
    let value = host.force(value).await.map_err(traced)?;
    expect_bool(&runtime, value).map_err(traced)
}

async fn read_attribute<'h, H: Host<'h>>(
    host: &mut H,
    name: NixString<'h>,
    value: Value<'h>,
    description: &mut Description<'h>,
) -> Result<'h, ()> {
    if description.ignore_nulls && matches!(value, Value::Null) {
        return Ok(());
    }
    match name.bytes() {
        b"__contentAddressed" => {
            description.content_addressed = is_set(host, value, Feature::CaDerivations).await?;
            Ok(())
        }
        b"__impure" => {
            description.impure = is_set(host, value, Feature::ImpureDerivations).await?;
            Ok(())
        }
        b"args" => read_arguments(host, value, description).await,
        b"__structuredAttrs" if description.structured.is_some() => Ok(()),
        _ if description.structured.is_some() => {
            read_structured(host, name, value, description).await
        }
        _ => read_variable(host, name, value, description).await,
    }
}

/// Whether a flag is set, which needs an experimental feature.
async fn is_set<'h, H: Host<'h>>(
    host: &mut H,
    value: Value<'h>,
    feature: Feature,
) -> Result<'h, bool> {
    let value = host.force(value).await?;
    let runtime = host.runtime();
    let is_set = expect_bool(&runtime, value)?;
    if is_set {
        runtime.require(feature)?;
    }
    Ok(is_set)
}

/// `args`: what the builder is called with.
async fn read_arguments<'h, H: Host<'h>>(
    host: &mut H,
    value: Value<'h>,
    description: &mut Description<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let list = host.force(value).await?;
    for item in expect_list(&runtime, list)?.items() {
        let string = coerce(host, item).await.map_err(|error| {
            let what = "while evaluating an element of the argument list";
            error.traced(runtime.heap, what, Position::NONE)
        })?;
        let argument = description.depend(string);
        description.arguments.push(argument);
    }
    Ok(())
}

/// The string of a value; most values are evaluated or strings as soon as they are.
async fn coerce<'h, H: Host<'h>>(host: &mut H, value: Value<'h>) -> Result<'h, NixString<'h>> {
    let value = forced!(host, value);
    match coerce_direct(&host.runtime(), value, Mode::Derivation) {
        Some(result) => result,
        None => host.coerce(value, Mode::Derivation).await,
    }
}

/// A variable of the builder's environment.
async fn read_variable<'h, H: Host<'h>>(
    host: &mut H,
    name: NixString<'h>,
    value: Value<'h>,
    description: &mut Description<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let string = coerce(host, value).await?;
    if name.bytes() == b"__json" {
        description.depend(string);
        runtime.print(&format!(
            "warning: In derivation '{}': setting structured attributes via '__json' is deprecated, and may be disallowed in future versions of Nix. Set '__structuredAttrs = true' instead.",
            description.name.text()
        ));
        let document = structured::canonical(host, string).await?;
        let environment = &mut description.environment;
        environment.insert(StringBytes(name), StringBytes(document));
        return Ok(());
    }
    description.set_variable(&runtime, name, string)
}

/// An attribute of a derivation that gets all of them as one document.
async fn read_structured<'h, H: Host<'h>>(
    host: &mut H,
    name: NixString<'h>,
    value: Value<'h>,
    description: &mut Description<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let key = name.bytes();
    let json = structured::write(host, value).await?;
    let text = description.depend(json);
    if let Some(document) = &mut description.structured {
        document.insert(key, text.0.bytes());
    }
    structured::warn_of_ignored(&runtime, key, description.name);
    match key {
        b"outputs" => {
            let list = host.force(value).await?;
            let mut names = Vec::new();
            for item in expect_list(&runtime, list)?.items() {
                let item = host.force(item).await?;
                names.push(expect_string_without_context(&runtime, item)?.bytes());
            }
            description.set_outputs(&runtime, names.into_iter())
        }
        b"builder" => {
            let value = host.force(value).await?;
            let builder = expect_string(&runtime, value)?;
            description.builder = Some(description.depend(builder));
            Ok(())
        }
        b"system" | b"outputHash" | b"outputHashAlgo" | b"outputHashMode" => {
            let value = host.force(value).await?;
            let text = expect_string_without_context(&runtime, value)?;
            description.note(&runtime, key, StringBytes(text))
        }
        _ => Ok(()),
    }
}
