//! `llvm-profdata`, which puts profiles together: which one fits the compiler, and where it is.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::process;

/// The program.
pub const NAME: &str = "llvm-profdata";

/// The toolchain's component that has it.
pub const COMPONENT: &str = "llvm-tools";

/// What of the compiler decides which one fits: formats of profiles change with LLVM's major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiler {
    /// The toolchain's folder.
    sysroot: PathBuf,
    /// The machine it runs on, as a target.
    host: String,
    /// Major version of its LLVM.
    llvm: u32,
}

/// One that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profdata {
    binary: PathBuf,
}

impl Compiler {
    /// Asks a `rustc`, of which `command` makes a new command; the error says what it does not tell.
    pub fn ask(command: impl Fn() -> Command) -> std::result::Result<Self, String> {
        let answer = |arguments: &[&str]| {
            let finished = process::run_successfully(command().args(arguments));
            finished.map(|finished| finished.answer())
        };
        let told = answer(&["-vV"]).map_err(|error| error.to_string())?;
        let (host, llvm) =
            of_verbose_version(&told).ok_or("`rustc -vV` names no host or no version of LLVM")?;
        let sysroot = answer(&["--print", "sysroot"]).map_err(|error| error.to_string())?;
        Ok(Self {
            sysroot: sysroot.into(),
            host: host.to_owned(),
            llvm,
        })
    }

    /// The package that has the program, as Debian calls it.
    pub fn package(&self) -> String {
        format!("llvm-{}", self.llvm)
    }

    /// Where to look, in this order: the toolchain's own, the one of that version on a search path, any on it.
    fn candidates(&self, search_path: &OsStr) -> Vec<PathBuf> {
        let own = self.sysroot.join("lib/rustlib").join(&self.host);
        let mut candidates = vec![own.join("bin").join(NAME)];
        for name in [format!("{NAME}-{}", self.llvm), NAME.to_owned()] {
            candidates.extend(env::split_paths(search_path).map(|folder| folder.join(&name)));
        }
        candidates
    }

    /// What to say where there is none.
    fn missing(&self) -> String {
        let (llvm, package) = (self.llvm, self.package());
        format!(
            "there is no {NAME} of LLVM {llvm}, which rustc has: `cargo xtask setup`, or `rustup component add {COMPONENT}`, \
             or install Debian's package {package}"
        )
    }
}

impl Profdata {
    /// The one that fits the compiler on PATH.
    pub fn here() -> Result<Self> {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let compiler = Compiler::ask(|| Command::new(&rustc)).map_err(Error::Failed)?;
        let search_path = env::var_os("PATH").unwrap_or_default();
        Self::find(&compiler, &search_path).map_err(Error::Failed)
    }

    /// The one that fits a compiler, in its toolchain or on a search path; the error says what to do.
    pub fn find(compiler: &Compiler, search_path: &OsStr) -> std::result::Result<Self, String> {
        let candidates = compiler.candidates(search_path);
        first_that_fits(candidates, compiler.llvm, told_version)
            .map(|binary| Self { binary })
            .ok_or_else(|| compiler.missing())
    }

    /// The file.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// Puts what several runs counted together, into a file.
    pub fn merge(&self, counted: &[PathBuf], into: &Path) -> Result<()> {
        let mut command = Command::new(&self.binary);
        command.arg("merge").arg("-o").arg(into).args(counted);
        process::run_successfully(&mut command).map(|_| ())
    }
}

/// The first candidate that says it is of a major version of LLVM.
fn first_that_fits(
    candidates: Vec<PathBuf>,
    llvm: u32,
    version: impl Fn(&Path) -> Option<String>,
) -> Option<PathBuf> {
    let fits = |candidate: &PathBuf| {
        let version = version(candidate);
        version.is_some_and(|text| major_version(&text) == Some(llvm))
    };
    candidates.into_iter().find(fits)
}

/// What a program prints as its version, if it is one.
fn told_version(program: &Path) -> Option<String> {
    if !program.is_file() {
        return None;
    }
    let finished = process::run_successfully(Command::new(program).arg("--version"));
    finished.ok().map(|finished| finished.answer())
}

/// Host and major version of LLVM in what `rustc -vV` prints.
fn of_verbose_version(text: &str) -> Option<(&str, u32)> {
    let host = text.lines().find_map(|line| line.strip_prefix("host: "))?;
    let llvm = text.lines().find(|line| line.starts_with("LLVM version"))?;
    Some((host.trim(), major_version(llvm)?))
}

/// The number behind `LLVM version`, as rustc and LLVM's programs print it, up to its first dot.
fn major_version(text: &str) -> Option<u32> {
    let (_, after) = text.split_once("LLVM version")?;
    let number = after.trim_start_matches([':', ' ']);
    number
        .split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSTC: &str = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\ncommit-date: 2026-04-14\n\
                         host: x86_64-unknown-linux-gnu\nrelease: 1.95.0\nLLVM version: 22.1.2\n";

    fn compiler() -> Compiler {
        Compiler {
            sysroot: "/toolchain".into(),
            host: "x86_64-unknown-linux-gnu".to_owned(),
            llvm: 22,
        }
    }

    #[test]
    fn the_compiler_tells_its_host_and_llvm() {
        let told = of_verbose_version(RUSTC);
        assert_eq!(told, Some(("x86_64-unknown-linux-gnu", 22)));
        assert_eq!(of_verbose_version("rustc 1.95.0\n"), None);
        assert_eq!(
            of_verbose_version(&RUSTC.replace("22.1.2", "unknown")),
            None
        );
        assert_eq!(of_verbose_version(&RUSTC.replace("host: ", "")), None);
    }

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        let of_toolchain = "LLVM (http://llvm.org/):\n  LLVM version 22.1.2-rust-1.95.0-stable\n  Optimized build.";
        assert_eq!(major_version(of_toolchain), Some(22));
        assert_eq!(major_version("Debian LLVM version 19.1.7\n"), Some(19));
        assert_eq!(major_version("no such option"), None);
    }

    #[test]
    fn the_toolchains_own_comes_first_and_any_other_last() {
        let candidates = compiler().candidates(OsStr::new("/a:/b"));
        let expected = [
            "/toolchain/lib/rustlib/x86_64-unknown-linux-gnu/bin/llvm-profdata",
            "/a/llvm-profdata-22",
            "/b/llvm-profdata-22",
            "/a/llvm-profdata",
            "/b/llvm-profdata",
        ];
        assert_eq!(candidates, expected.map(PathBuf::from));
    }

    #[test]
    fn the_first_of_the_same_llvm_is_taken() {
        let candidates = || {
            ["/absent", "/older", "/right", "/other"]
                .map(PathBuf::from)
                .to_vec()
        };
        let version = |path: &Path| match path.to_str() {
            Some("/older") => Some("LLVM version 2.9".to_owned()),
            Some("/right" | "/other") => Some("LLVM version 22.0".to_owned()),
            _ => None,
        };
        let found = |llvm| first_that_fits(candidates(), llvm, version);
        assert_eq!(found(22), Some("/right".into()));
        assert_eq!(found(2), Some("/older".into()));
        assert_eq!(found(21), None);
    }

    #[test]
    fn where_there_is_none_the_error_says_what_to_do() {
        let error =
            Profdata::find(&compiler(), OsStr::new("/nonexistent")).expect_err("there is none");
        assert_eq!(
            error,
            "there is no llvm-profdata of LLVM 22, which rustc has: `cargo xtask setup`, or \
             `rustup component add llvm-tools`, or install Debian's package llvm-22"
        );
    }

    #[test]
    fn a_compiler_that_tells_nothing_is_an_error() {
        let error = Compiler::ask(|| Command::new("true")).expect_err("it prints nothing");
        assert_eq!(error, "`rustc -vV` names no host or no version of LLVM");
        let error =
            Compiler::ask(|| Command::new("/nonexistent/rustc")).expect_err("there is none");
        assert!(
            error.starts_with("cannot run /nonexistent/rustc"),
            "{error}"
        );
    }
}
