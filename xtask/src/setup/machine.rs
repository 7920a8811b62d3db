//! The machine that is set up: where programs are looked for, who asks, and what is installed how.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_benches::iai;

use crate::process;
use crate::workspace;

/// What setting up depends on.
pub struct Machine {
    /// Folders with programs, as PATH has them.
    pub path: OsString,
    /// The cargo that installs.
    pub cargo: OsString,
    /// The folder that cargo installs into.
    pub tools: PathBuf,
    /// Whether system packages may be installed.
    pub root: bool,
}

/// A system's package manager.
pub struct PackageManager {
    program: &'static str,
    /// Installs the packages named after it without asking anything.
    install: &'static [&'static str],
    /// Gets the list of packages, where that is done apart.
    update: Option<&'static str>,
}

const PACKAGE_MANAGERS: &[PackageManager] = &[
    PackageManager {
        program: "apt-get",
        install: &["install", "--yes", "--no-install-recommends"],
        update: Some("update"),
    },
    PackageManager {
        program: "dnf",
        install: &["install", "--assumeyes"],
        update: None,
    },
    PackageManager {
        program: "apk",
        install: &["add"],
        update: Some("update"),
    },
    PackageManager {
        program: "pacman",
        install: &["--sync", "--noconfirm"],
        update: None,
    },
];

impl Machine {
    /// The one this process runs on.
    pub fn this() -> Self {
        Self {
            path: env::var_os("PATH").unwrap_or_default(),
            cargo: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            tools: iai::tools(),
            root: rustix::process::geteuid().is_root(),
        }
    }

    /// A command with this machine's PATH, on which its program is looked for, too.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let program = program.as_ref();
        let found = self.find(Path::new(program));
        // One that is not there fails when it is started.
        let mut command =
            Command::new(found.unwrap_or_else(|| Path::new("/nonexistent").join(program)));
        command
            .env("PATH", &self.path)
            .current_dir(workspace::root());
        command
    }

    fn find(&self, program: &Path) -> Option<PathBuf> {
        if program.is_absolute() {
            return Some(program.to_owned());
        }
        let folders = env::split_paths(&self.path);
        folders
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
    }

    /// The system's package manager.
    pub fn package_manager(&self) -> Option<&'static PackageManager> {
        let here = |manager: &&PackageManager| self.find(Path::new(manager.program)).is_some();
        PACKAGE_MANAGERS.iter().find(here)
    }

    /// Installs a system package; the error says what to type instead.
    pub fn install_package(&self, package: &str) -> Result<(), String> {
        let Some(manager) = self.package_manager() else {
            return Err(format!(
                "install {package} with the system's package manager"
            ));
        };
        let by_hand = format!("{} {} {package}", manager.program, manager.install[0]);
        if !self.root {
            return Err(format!("sudo {by_hand}"));
        }
        let install = || {
            let mut command = self.command(manager.program);
            command
                .args(manager.install)
                .arg(package)
                .env("DEBIAN_FRONTEND", "noninteractive");
            announced(&mut command)
        };
        let mut installed = install();
        if let (Err(_), Some(update)) = (&installed, manager.update) {
            // A new system's list of packages is empty.
            let mut command = self.command(manager.program);
            installed = announced(command.arg(update)).and_then(|()| install());
        }
        installed.map_err(|problem| format!("{by_hand}\n{}", indented(&problem)))
    }

    /// Adds a component to the toolchain; the error says what to type instead.
    pub fn add_component(&self, component: &str) -> Result<(), String> {
        let by_hand = format!("rustup component add {component}");
        let rustup = Path::new("rustup");
        if self.find(rustup).is_none() {
            return Err(by_hand);
        }
        let mut command = self.command(rustup);
        announced(command.args(["component", "add", component]))
            .map_err(|problem| format!("{by_hand}\n{}", indented(&problem)))
    }

    /// Installs the runner of iai-callgrind; the error says what to type instead.
    pub fn install_iai_runner(&self) -> Result<(), String> {
        let version = format!("={}", iai::version());
        let mut command = self.command(&self.cargo);
        command
            .args(["install", iai::RUNNER, "--version", &version])
            .args(["--locked", "--root"])
            .arg(&self.tools)
            // What is built for this workspace has flags of its own.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        let by_hand = format!(
            "cargo install {} --version {version} --locked --root target/tools",
            iai::RUNNER
        );
        announced(&mut command).map_err(|problem| format!("{by_hand}\n{}", indented(&problem)))
    }
}

/// Runs a command that installs something, saying so before.
fn announced(command: &mut Command) -> Result<(), String> {
    println!("running  {}", process::command_line(command));
    match process::run_successfully(command) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The last lines of a text, below something else.
fn indented(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let last = &lines[lines.len().saturating_sub(LINES_SHOWN)..];
    let shown: Vec<_> = last
        .iter()
        .map(|line| format!("         | {line}"))
        .collect();
    shown.join("\n")
}

/// Lines shown of what a command complained about.
const LINES_SHOWN: usize = 5;
