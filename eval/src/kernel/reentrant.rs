//! Operations and builtins that call back into evaluation, written once for every engine.
//!
//! Each is an `async fn` over a [`Host`]. On the frame-stack engines the host suspends the function and the machine
//! carries out the request; on an engine that recurses natively every host method is ready at once, and the same
//! function compiles to straight code. Their futures are stored in pooled frames, so they keep awaits shallow and
//! never await themselves: depth is an explicit worklist, never the native stack.

use crate::builtins::{
    attrs, collections, contexts, control, derivation, fetching, files, flakes, folds,
    generic_closure, hashes, lists, messages, paths, sort, sources, strings, xml,
};
use crate::error::Result;
use crate::kernel::coerce::Mode;
use crate::kernel::operators::Outcome;
use crate::kernel::{coerce, deep, equality, json, order, sum};
use crate::runtime::Runtime;
use crate::value::{Builtin, Direct, Interrupt, MAX_ARITY, NixString, Value};
use std::rc::Rc;

/// The arguments of a re-entrant operation, padded with null.
pub type Arguments<'h> = [Value<'h>; MAX_ARITY];

/// What a re-entrant operation asks of the engine it runs on.
#[allow(
    async_fn_in_trait,
    reason = "engines are single-threaded; no bound on the futures is wanted"
)]
pub trait Host<'h>: Sized {
    /// The shared state.
    fn runtime(&self) -> Rc<Runtime<'h>>;

    /// Evaluates a value until it is no thunk.
    async fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>>;

    /// Calls a function (anything callable, forced or not) with one to three arguments, evaluated or not; the result is forced.
    async fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>])
    -> Result<'h, Value<'h>>;

    /// Evaluates a value for `tryEval`, which takes a failure for an answer.
    async fn try_force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.force(value).await
    }

    /// Evaluates a value and everything below it.
    async fn force_deeply(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        deep::deep_force(self, [value, Value::Null, Value::Null]).await
    }

    /// The string of a value, evaluated or not.
    async fn coerce(&mut self, value: Value<'h>, mode: Mode) -> Result<'h, NixString<'h>> {
        coerce::coerce_to_string(self, value, mode).await
    }

    /// Whether two items of collections are equal; they may be one object.
    async fn equal(&mut self, left: Value<'h>, right: Value<'h>) -> Result<'h, bool> {
        equality::equality(self, left, right, true).await
    }

    /// Runs the plain form of a builtin. What it asks of the world outside ([`Builtin::request`]) is asked by the host.
    async fn answer(
        &mut self,
        _builtin: &'static Builtin,
        direct: Direct,
        arguments: &[Value<'h>],
    ) -> Outcome<'h> {
        direct(&self.runtime(), arguments)
    }
}

/// Awaits the future of an operation; in a box where it is large and rare, for the frame of every operation has room for
/// the largest that is not.
macro_rules! awaited {
    ($future:expr) => {
        $future.await
    };
    ($future:expr, boxed) => {
        Box::pin($future).await
    };
}

macro_rules! reentrant {
    ($($(#[$doc:meta])* $variant:ident = $path:path $(as $boxed:ident)?),* $(,)?) => {
        /// Every re-entrant operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Reentrant {
            $($(#[$doc])* $variant),*
        }

        impl Reentrant {
            /// Every operation.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
        }

        /// Runs one operation.
        pub async fn run<'h, H: Host<'h>>(
            host: &mut H,
            operation: Reentrant,
            arguments: Arguments<'h>,
        ) -> Result<'h, Value<'h>> {
            match operation {
                $(Reentrant::$variant => awaited!($path(host, arguments) $(, $boxed)?)),*
            }
        }
    };
}

reentrant! {
    /// `a == b`
    Equal = equality::equal,
    /// `a != b`
    NotEqual = equality::not_equal,
    /// `a < b`
    Less = order::less,
    /// `a + b` where an operand is a set
    Add = sum::add,
    /// Forcing everything below a value
    DeepForce = deep::deep_force,
    /// `==` as the condition of an assertion.
    AssertEqual = crate::kernel::assertion::assert_equal as boxed,
    /// Coercion to a string: the value, and the mode as `coerce::Mode::argument` has it
    CoerceToString = coerce::operation,
    /// The value of a thunk, for an engine that forces through requests
    Force = control::force,
    /// `builtins.tryEval`
    TryEval = control::try_eval,
    /// `builtins.filter`
    Filter = folds::filter,
    /// `builtins.all`
    All = folds::all,
    /// `builtins.any`
    Any = folds::any,
    /// `builtins.foldl'`
    Foldl = folds::foldl,
    /// `builtins.partition`
    Partition = folds::partition,
    /// `builtins.groupBy`
    GroupBy = folds::group_by,
    /// `builtins.concatMap`
    ConcatMap = folds::concat_map,
    /// `builtins.elem` of what has to be evaluated
    Elem = lists::elem,
    /// `builtins.concatLists` of lists that have to be evaluated
    ConcatLists = lists::concat_lists,
    /// `builtins.sort`
    Sort = sort::sort,
    /// `builtins.genericClosure`
    GenericClosure = generic_closure::generic_closure as boxed,
    /// `builtins.removeAttrs` of names that have to be evaluated
    RemoveAttrs = attrs::remove_attrs,
    /// `builtins.listToAttrs` of elements that have to be evaluated
    ListToAttrs = collections::list_to_attrs,
    /// `builtins.catAttrs` of elements that have to be evaluated
    CatAttrs = collections::cat_attrs,
    /// `builtins.zipAttrsWith`
    ZipAttrsWith = collections::zip_attrs_with as boxed,
    /// `builtins.deepSeq`
    DeepSeq = control::deep_seq,
    /// `builtins.throw` of a set
    Throw = control::throw,
    /// `builtins.abort` of a set
    Abort = control::abort,
    /// `builtins.addErrorContext`
    AddErrorContext = control::add_error_context,
    /// `builtins.traceVerbose` of a message that has to be evaluated
    TraceVerbose = messages::trace_verbose_pending,
    /// `builtins.import` of a set
    Import = files::import_of_set,
    /// `builtins.scopedImport` of a set
    ScopedImport = files::scoped_import_of_set,
    /// `builtins.readFile` of a set
    ReadFile = files::read_file_of_set,
    /// `builtins.readDir` of a set
    ReadDir = files::read_dir_of_set,
    /// `builtins.readFileType` of a set
    ReadFileType = files::read_file_type_of_set,
    /// `builtins.pathExists` of a set
    PathExists = files::path_exists_of_set,
    /// `builtins.toPath` of a set
    ToPath = paths::to_path_of_set,
    /// `builtins.findFile` over entries that have to be evaluated
    FindFile = paths::find_file_of_thunks as boxed,
    /// `builtins.stringLength` of a set
    StringLength = strings::string_length,
    /// `builtins.substring` of a set
    Substring = strings::substring,
    /// `builtins.concatStringsSep` of what has to be evaluated
    ConcatStringsSep = strings::concat_strings_sep,
    /// `builtins.replaceStrings` of what has to be evaluated
    ReplaceStrings = strings::replace_strings,
    /// `builtins.toString` of a list or set
    ToString = strings::to_string,
    /// `builtins.baseNameOf` of a set
    BaseNameOf = strings::base_name_of,
    /// `builtins.dirOf` of a set
    DirOf = strings::dir_of,
    /// `builtins.unsafeDiscardStringContext` of a set
    UnsafeDiscardStringContext = strings::unsafe_discard_string_context,
    /// `builtins.appendContext`
    AppendContext = contexts::append_context as boxed,
    /// `builtins.unsafeDiscardOutputDependency` of a set
    UnsafeDiscardOutputDependency = contexts::unsafe_discard_output_dependency,
    /// `builtins.addDrvOutputDependencies` of a set
    AddDrvOutputDependencies = contexts::add_drv_output_dependencies,
    /// `builtins.derivationStrict`
    DerivationStrict = derivation::derivation_strict as boxed,
    /// `builtins.path`
    AddPath = sources::add_path as boxed,
    /// `builtins.filterSource`
    FilterSource = sources::filter_source as boxed,
    /// `builtins.storePath`
    StorePath = sources::store_path as boxed,
    /// `builtins.fetchurl`
    Fetchurl = fetching::fetchurl as boxed,
    /// `builtins.fetchTarball`
    FetchTarball = fetching::fetch_tarball as boxed,
    /// `builtins.fetchTree`
    FetchTree = fetching::fetch_tree as boxed,
    /// `builtins.fetchGit`
    FetchGit = fetching::fetch_git as boxed,
    /// `builtins.fetchMercurial`
    FetchMercurial = fetching::fetch_mercurial as boxed,
    /// `builtins.fetchClosure`
    FetchClosure = fetching::fetch_closure as boxed,
    /// `builtins.flakeRefToString`
    FlakeRefToString = flakes::flake_ref_to_string as boxed,
    /// `builtins.hashFile`
    HashFile = hashes::hash_file,
    /// `builtins.convertHash`
    ConvertHash = hashes::convert_hash as boxed,
    /// `builtins.toJSON`, and the command's `--json`: the value, and false if nothing below it shall be evaluated; the
    /// result is a string
    ToJson = json::write::operation as boxed,
    /// `builtins.toXML`
    ToXml = xml::to_xml as boxed,
}

/// A call of a builtin with all its arguments, evaluated or not: strict arguments first, then the plain form, then the one
/// that calls back.
pub async fn call_builtin<'h, H: Host<'h>>(
    host: &mut H,
    builtin: &'static Builtin,
    mut arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let arity = usize::from(builtin.arity);
    for (index, argument) in arguments[..arity].iter_mut().enumerate() {
        if builtin.strict & (1 << index) != 0 {
            *argument = host.force(*argument).await?;
        }
    }
    while let Some(direct) = builtin.direct {
        match host.answer(builtin, direct, &arguments[..arity]).await {
            Ok(value) => return host.force(value).await,
            Err(Interrupt::Error(error)) => return Err(error),
            Err(Interrupt::Force(index)) => {
                arguments[index] = host.force(arguments[index]).await?;
            }
            Err(Interrupt::Reenter) => break,
        }
    }
    let Some(operation) = builtin.reentrant else {
        unreachable!(
            "the builtin '{}' gave up without a re-entrant form",
            builtin.name
        )
    };
    let value = run(host, operation, arguments).await?;
    host.force(value).await
}
