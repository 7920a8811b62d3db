//! How arguments of builtins are told of where they fail or are not what is wanted.

/// The words for an argument.
pub(super) fn words(builtin: &str, index: usize) -> Option<String> {
    let which = ["first", "second", "third"].get(index)?;
    let words = match (builtin, index) {
        (
            "all" | "any" | "bitAnd" | "bitOr" | "bitXor" | "catAttrs" | "compareVersions"
            | "concatMap" | "filter" | "findFile" | "genList" | "getAttr" | "groupBy" | "hasAttr"
            | "hashString" | "intersectAttrs" | "map" | "match" | "partition" | "removeAttrs"
            | "sort" | "split" | "toFile" | "unsafeGetAttrPos" | "zipAttrsWith" | "appendContext",
            0 | 1,
        )
        | (
            "baseNameOf" | "ceil" | "concatLists" | "convertHash" | "filterSource" | "floor"
            | "fromJSON" | "genericClosure" | "getEnv" | "hashFile" | "length" | "parseDrvName"
            | "fetchMercurial" | "placeholder" | "scopedImport" | "splitVersion" | "toPath"
            | "toString",
            0,
        )
        | ("elem" | "mapAttrs", 1)
        | ("replaceStrings", 0..=2) => {
            return Some(format!(
                "while evaluating the {which} argument passed to builtins.{builtin}"
            ));
        }
        ("dirOf" | "head" | "storePath" | "tail", 0) | ("elemAt", 0 | 1) => {
            return Some(format!(
                "while evaluating the {which} argument passed to 'builtins.{builtin}'"
            ));
        }
        (
            "attrNames"
            | "attrValues"
            | "fromTOML"
            | "getContext"
            | "hasContext"
            | "listToAttrs"
            | "stringLength"
            | "unsafeDiscardStringContext"
            | "unsafeDiscardOutputDependency"
            | "addDrvOutputDependencies"
            | "derivationStrict",
            0,
        ) => {
            return Some(format!(
                "while evaluating the argument passed to builtins.{builtin}"
            ));
        }
        ("abort", 0) => "while evaluating the error message passed to builtins.abort",
        ("addErrorContext", 0) => {
            "while evaluating the error message passed to builtins.addErrorContext"
        }
        ("concatStringsSep", 0) => {
            "while evaluating the first argument (the separator string) passed to builtins.concatStringsSep"
        }
        ("concatStringsSep", 1) => {
            "while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep"
        }
        ("filterSource", 1) => {
            "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'"
        }
        ("fetchGit" | "fetchTree", 0) => {
            return Some(format!(
                "while evaluating the first argument passed to '{builtin}'"
            ));
        }
        ("foldl'", 0) => "while evaluating the first argument passed to builtins.foldlStrict",
        ("foldl'", 2) => "while evaluating the third argument passed to builtins.foldlStrict",
        ("hashFile" | "scopedImport", 1)
        | ("import" | "pathExists" | "readDir" | "readFile" | "readFileType", 0) => {
            "while realising the context of a path"
        }
        ("path", 0) => "while evaluating the argument passed to 'builtins.path'",
        ("substring", 0) => {
            "while evaluating the first argument (the start offset) passed to builtins.substring"
        }
        ("substring", 1) => {
            "while evaluating the second argument (the substring length) passed to builtins.substring"
        }
        ("substring", 2) => {
            "while evaluating the third argument (the string) passed to builtins.substring"
        }
        ("throw", 0) => "while evaluating the error message passed to builtin.throw",
        ("warn", 0) => "while evaluating the first argument; the message passed to builtins.warn",
        _ => return None,
    };
    Some(words.to_owned())
}

/// Whether an argument is told of where its evaluation fails, too: what is wanted as a function, a string, an integer or a
/// path, but not what is wanted as a list or a set.
pub(super) fn is_told_of_failures(builtin: &str, index: usize) -> bool {
    matches!(
        (builtin, index),
        (
            "all"
                | "any"
                | "appendContext"
                | "catAttrs"
                | "ceil"
                | "concatMap"
                | "concatStringsSep"
                | "filter"
                | "floor"
                | "foldl'"
                | "fromJSON"
                | "fromTOML"
                | "getAttr"
                | "getContext"
                | "getEnv"
                | "groupBy"
                | "hasAttr"
                | "hasContext"
                | "import"
                | "map"
                | "parseDrvName"
                | "partition"
                | "placeholder"
                | "readDir"
                | "readFile"
                | "readFileType"
                | "sort"
                | "splitVersion"
                | "storePath"
                | "toPath"
                | "unsafeGetAttrPos"
                | "warn"
                | "zipAttrsWith",
            0
        ) | (
            "bitAnd"
                | "bitOr"
                | "bitXor"
                | "compareVersions"
                | "filterSource"
                | "genList"
                | "hashFile"
                | "hashString"
                | "match"
                | "split"
                | "substring"
                | "toFile",
            0 | 1
        ) | ("elemAt" | "findFile" | "scopedImport", 1)
            | ("replaceStrings", 2)
    )
}
