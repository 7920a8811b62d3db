//! Names of functions and files, the same in every build.

/// Stands for code without a name.
const UNNAMED: &str = "(unnamed)";

/// The name without what differs from build to build: hashes, numbers of closures, marks of the optimizer.
///
/// Closures of one function become one function; code without a name, which valgrind shows by its address, becomes one as well.
pub fn normalised(name: &str) -> String {
    if name.starts_with("0x") {
        return UNNAMED.to_owned();
    }
    let name = without_marks(name);
    without_numbers(without_hash(name))
}

/// The path of a source file without where it lies on this machine: below the workspace, a package or the compiler's library.
pub fn normalised_file(path: &str) -> String {
    let own = ["/eval/src/", "/benches/src/", "/workloads/src/"];
    let begin = own.iter().find_map(|part| path.rfind(part));
    let registry = || {
        let packages = path.find("/registry/src/")? + "/registry/src/".len();
        path[packages..].find('/').map(|end| packages + end)
    };
    let library = || {
        let found = path.find("/library/");
        found.filter(|_| path.starts_with("/rustc/"))
    };
    match begin.or_else(registry).or_else(library) {
        Some(begin) => path[begin + 1..].to_owned(),
        None if path == "???" => "(unknown file)".to_owned(),
        None => path.to_owned(),
    }
}

/// The name without `::h` and sixteen hexadecimal digits at its end.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 && hash.bytes().all(|c| c.is_ascii_hexdigit()) => {
            path
        }
        _ => name,
    }
}

/// The name without the ends that compilers put behind parts and copies of functions: `.llvm.123`, `.cold`, `.part.0`.
fn without_marks(name: &str) -> &str {
    let marks = [".llvm.", ".cold", ".part.", ".constprop.", ".isra."];
    let mark = marks.iter().filter_map(|mark| name.find(mark)).min();
    mark.map_or(name, |mark| &name[..mark])
}

/// `{closure#3}` as `{closure}`, and `path[1a2b]`, as crates are told apart, as `path`.
fn without_numbers(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find(['#', '[']) {
        let (before, number) = rest.split_at(at);
        let end = if number.starts_with('#') { '}' } else { ']' };
        let digits = number[1..].find(end).map(|end| &number[1..=end]);
        text.push_str(before);
        match digits {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_hexdigit()) => {
                rest = &number[1 + digits.len() + usize::from(end == ']')..];
            }
            _ => {
                text.push_str(&number[..1]);
                rest = &number[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashes_are_cut_off() {
        assert_eq!(normalised("a::b::h0123456789abcdef"), "a::b");
        assert_eq!(normalised("a::hash"), "a::hash");
        assert_eq!(normalised("malloc"), "malloc");
    }

    #[test]
    fn numbers_and_marks_of_compilers_are_cut_off() {
        assert_eq!(normalised("a::b::{closure#12}::c"), "a::b::{closure}::c");
        assert_eq!(normalised("a[1f2e]::b::{{closure}}"), "a::b::{{closure}}");
        assert_eq!(normalised("f.llvm.123456"), "f");
        assert_eq!(normalised("f.part.0.cold"), "f");
        assert_eq!(normalised("0x000000000001ab70"), UNNAMED);
    }

    #[test]
    fn files_are_the_same_on_every_machine() {
        for (path, name) in [
            (
                "/home/a/framelab/eval/src/value/mod.rs",
                "eval/src/value/mod.rs",
            ),
            (
                "/b/target/gate/1/source/eval/src/heap.rs",
                "eval/src/heap.rs",
            ),
            (
                "/r/registry/src/index-1/rnix-0.15.1/src/parser.rs",
                "rnix-0.15.1/src/parser.rs",
            ),
            (
                "/rustc/5980/library/core/src/cell.rs",
                "library/core/src/cell.rs",
            ),
            ("./malloc/malloc.c", "./malloc/malloc.c"),
            ("???", "(unknown file)"),
        ] {
            assert_eq!(normalised_file(path), name);
        }
    }

    #[test]
    fn types_stay() {
        for name in [
            "<[T]>::sort",
            "<[u8] as a::B>::c",
            "<[u8; 16]>::x",
            "a[b",
            "#",
        ] {
            assert_eq!(normalised(name), name);
        }
    }
}
