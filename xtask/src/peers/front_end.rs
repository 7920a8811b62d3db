//! A file that is only definitions: what reading it costs is the front end's.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Definitions in the file.
pub const DEFINITIONS: usize = 10_000;

/// The first definition.
pub const FIRST: &str = "package00000.version";

/// Writes the file, of about 400 KB, into a folder.
pub fn write(folder: &Path) -> Result<PathBuf> {
    let path = folder.join(format!("definitions-{DEFINITIONS}.nix"));
    fs::create_dir_all(folder).map_err(|source| Error::file("create", folder, source))?;
    fs::write(&path, text()).map_err(|source| Error::file("write", &path, source))?;
    Ok(path)
}

fn text() -> String {
    let mut text = String::from("{ lib ? null }: rec {\n");
    for index in 0..DEFINITIONS {
        let _ = match index % 4 {
            0 => writeln!(text, "  package{index:05}.version = \"1.{index}\";"),
            1 => writeln!(text, "  function{index:05} = x: y: x + y * {index};"),
            2 => writeln!(text, "  text{index:05} = \"${{toString {index}}}-suffix\";"),
            _ => writeln!(
                text,
                "  set{index:05} = {{ a = [ {index} ]; b = text{:05}; }};",
                index - 1
            ),
        };
    }
    text.push_str("}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_as_large_as_it_says() {
        let text = text();
        assert_eq!(text.lines().count(), DEFINITIONS + 2);
        assert!((380_000..440_000).contains(&text.len()), "{}", text.len());
        assert!(text.contains(FIRST));
    }
}
