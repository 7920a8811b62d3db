//! Names of functions: of addresses in this process, and as people read them.

use std::fs;
use std::ops::Range;
use std::path::Path;

use object::{Object, ObjectSymbol, SymbolKind};
use rustc_demangle::demangle;

/// What stands for a function that has no name.
const UNKNOWN: &str = "(unknown)";

/// The functions of this process, its shared libraries included.
pub struct SymbolTable {
    images: Vec<Image>,
}

/// A file that is mapped as code.
struct Image {
    /// Where in memory.
    mapped: Range<usize>,
    /// Begin and name of functions, by rising begin as the file tells it.
    functions: Vec<(usize, String)>,
}

impl SymbolTable {
    /// Reads the symbols of every file that is mapped into this process.
    pub fn of_this_process() -> Result<Self, String> {
        let list = "/proc/self/maps";
        let maps =
            fs::read_to_string(list).map_err(|error| format!("cannot read {list}: {error}"))?;
        let images = images(&maps)
            .into_iter()
            .map(|(path, mapped)| Image {
                mapped,
                functions: functions(Path::new(path)),
            })
            .collect();
        Ok(Self { images })
    }

    /// The name of the function with the instruction at an address.
    pub fn function(&self, address: usize) -> &str {
        let image = self
            .images
            .iter()
            .find(|image| image.mapped.contains(&address));
        let name = image.and_then(|image| {
            let offset = address - image.mapped.start;
            let after = image
                .functions
                .partition_point(|(begin, _)| *begin <= offset);
            Some(&image.functions.get(after.checked_sub(1)?)?.1)
        });
        name.map_or(UNKNOWN, String::as_str)
    }
}

/// The files of a list of mappings and all the addresses each covers. A file is mapped in several pieces, the first of which is its
/// begin.
fn images(maps: &str) -> Vec<(&str, Range<usize>)> {
    let mut images: Vec<(&str, Range<usize>)> = Vec::new();
    for line in maps.lines() {
        // 7f0000000000-7f0000001000 r-xp 00001000 08:01 1234 /usr/lib/libc.so.6
        let mut words = line.splitn(6, ' ');
        let range = words.next().and_then(|range| range.split_once('-'));
        let Some((begin, end)) = range else { continue };
        let address = |text| usize::from_str_radix(text, 16);
        let (Ok(begin), Ok(end)) = (address(begin), address(end)) else {
            continue;
        };
        let Some(path) = words.last().map(str::trim) else {
            continue;
        };
        match images.last_mut() {
            Some((last, mapped)) if *last == path => mapped.end = end,
            Some(_) | None if path.starts_with('/') => images.push((path, begin..end)),
            Some(_) | None => {}
        }
    }
    images
}

/// Begin and name of the functions in a file; none if it is no program.
fn functions(path: &Path) -> Vec<(usize, String)> {
    let Ok(contents) = fs::read(path) else {
        return Vec::new();
    };
    let Ok(file) = object::File::parse(&*contents) else {
        return Vec::new();
    };
    let named = file.symbols().chain(file.dynamic_symbols());
    let mut functions: Vec<(usize, String)> = named
        .filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.is_definition())
        .filter_map(|symbol| {
            let name = format!("{:#}", demangle(symbol.name().ok()?));
            Some((
                symbol.address() as usize,
                without_semicolons(&without_impl(&name)),
            ))
        })
        .collect();
    functions.sort();
    functions.dedup_by_key(|(begin, _)| *begin);
    functions
}

/// A semicolon stands between the functions of a stack.
fn without_semicolons(name: &str) -> String {
    name.replace(';', ",")
}

/// The name without `<impl Type>::` in it: the module before says enough.
fn without_impl(name: &str) -> String {
    let Some((before, rest)) = name.split_once("::<impl ") else {
        return name.to_owned();
    };
    let mut depth = 1_usize;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if index == 0 || rest.as_bytes()[index - 1] != b'-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return format!("{before}{}", without_impl(&rest[index + 1..]));
        }
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_function_has_its_name() {
        let symbols = SymbolTable::of_this_process().expect("this is Linux");
        let address = framelab_benches::evaluation_region as *const () as usize;
        assert_eq!(symbols.function(address), framelab_benches::REGION);
        assert_eq!(symbols.function(address + 1), framelab_benches::REGION);
        assert_eq!(symbols.function(1), UNKNOWN);
    }

    #[test]
    fn a_file_begins_where_its_first_piece_does() {
        let maps = "1000-2000 r--p 00000000 08:01 12 /bin/app\n2000-5000 r-xp 00001000 08:01 12 /bin/app\n\
                    5000-6000 rw-p 00000000 00:00 0 \n\
                    7000-8000 r-xp 00000000 08:01 13                    /lib/with blank\n\
                    9000-a000 rw-p 00000000 00:00 0 [heap]\nnonsense\n";
        assert_eq!(
            images(maps),
            [
                ("/bin/app", 0x1000..0x5000),
                ("/lib/with blank", 0x7000..0x8000)
            ]
        );
    }

    #[test]
    fn a_module_stands_for_what_is_implemented_in_it() {
        assert_eq!(without_impl("a::b::<impl a::C<D,E>>::run"), "a::b::run");
        assert_eq!(
            without_impl("a::<impl F<fn() -> G>>::x::{{closure}}"),
            "a::x::{{closure}}"
        );
        assert_eq!(without_impl("<a::B as c::D>::run"), "<a::B as c::D>::run");
        assert_eq!(without_impl("a::<impl b"), "a::<impl b");
    }
}
