//! PUC Lua, the third one at `fib`: how it is found and asked.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::evaluator;
use crate::error::{Error, Result};
use crate::process::{self, Usage};
use crate::usage;

/// Names the Lua to use when `--lua` does not.
const VARIABLE: &str = "FRAMELAB_LUA";

/// What distributions call Lua 5.4; the last may be any version.
const NAMES: [&str; 4] = ["lua5.4", "lua54", "lua-5.4", "lua"];

/// How the version begins that the limits speak of.
const VERSION: &str = "Lua 5.4";

/// The program beside a workload that does in Lua what the workload does.
pub const PROGRAM: &str = "fib.lua";

/// What to say where there is none.
const MISSING: &str = "no Lua 5.4 is on PATH: `apt-get install lua5.4`, or name one with --lua PATH or FRAMELAB_LUA=PATH";

/// A Lua 5.4.
#[derive(Debug)]
pub struct Lua {
    path: PathBuf,
    version: String,
}

impl Lua {
    /// The Lua at the path given, or named by the environment, or on PATH; without one, the reason.
    ///
    /// One that was named and is none is an error.
    pub fn find(given: Option<&Path>) -> Result<std::result::Result<Self, String>> {
        let variable = env::var_os(VARIABLE).filter(|path| !path.is_empty());
        Self::find_among(given, variable, env::var_os("PATH"))
    }

    fn find_among(
        given: Option<&Path>,
        variable: Option<OsString>,
        search_path: Option<OsString>,
    ) -> Result<std::result::Result<Self, String>> {
        let named = given.map(Path::to_owned).or(variable.map(PathBuf::from));
        if let Some(path) = named {
            return Self::at(&path)
                .map(Ok)
                .map_err(|problem| Error::Usage(format!("no Lua to compare with: {problem}")));
        }
        Ok(Self::on(&search_path.unwrap_or_default()))
    }

    /// The first one in the folders of a search path.
    pub fn on(search_path: &OsStr) -> std::result::Result<Self, String> {
        let folders: Vec<_> = env::split_paths(search_path).collect();
        let candidates = NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        let found = candidates
            .filter(|candidate| candidate.is_file())
            .find_map(|candidate| Self::at(&candidate).ok());
        found.ok_or_else(|| MISSING.to_owned())
    }

    fn at(path: &Path) -> std::result::Result<Self, String> {
        let shown = path.display();
        let finished = process::run(Command::new(path).arg("-v"))
            .map_err(|error| format!("{shown}: {error}"))?;
        let version = finished.answer();
        if !version.starts_with(VERSION) {
            return Err(format!("{shown} is no {VERSION}"));
        }
        // `Lua 5.4.4  Copyright (C) ...`
        let words = version.split_whitespace().take(2);
        Ok(Self {
            path: path.to_owned(),
            version: words.collect::<Vec<_>>().join(" "),
        })
    }

    /// What it says of itself: `Lua 5.4.4`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Runs a program with a size as its argument and checks what it prints.
    pub fn run(&self, workload: &str, program: &Path, size: i64, answer: &str) -> Result<Usage> {
        let mut command = Command::new(&self.path);
        command
            .arg(program)
            .arg(size.to_string())
            .env_remove("LUA_INIT");
        let finished = usage::run(&command)?;
        evaluator::check(&self.version, workload, size, answer, &command, &finished)?;
        Ok(finished.usage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn pose(folder: &Path, name: &str, version: &str) -> PathBuf {
        let file = folder.join(name);
        let script = format!("#!/bin/sh\necho '{version}  Copyright (C)'\n");
        fs::write(&file, script).expect("it can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it can be run");
        file
    }

    #[test]
    fn the_first_lua_of_the_version_is_found() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let search_path = || Some(folder.path().as_os_str().to_owned());
        let find = || Lua::find_among(None, None, search_path()).expect("none was named");
        assert_eq!(find().expect_err("the folder is empty"), MISSING);
        pose(folder.path(), "lua", "Lua 5.1.5");
        assert_eq!(find().expect_err("it is too old"), MISSING);
        pose(folder.path(), "lua5.4", "Lua 5.4.4");
        assert_eq!(find().expect("it is there").version(), "Lua 5.4.4");
    }

    #[test]
    fn one_that_is_named_has_to_be_one() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let other = pose(folder.path(), "luajit", "LuaJIT 2.1");
        let error = Lua::find_among(Some(&other), None, None).expect_err("it is another");
        let expected = format!("no Lua to compare with: {} is no Lua 5.4", other.display());
        assert_eq!(error.to_string(), expected);
        let error = Lua::find_among(None, Some("/nonexistent/lua".into()), None)
            .expect_err("there is none");
        assert!(
            error
                .to_string()
                .starts_with("no Lua to compare with: /nonexistent/lua: "),
            "{error}"
        );
    }
}
