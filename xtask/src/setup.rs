//! `cargo xtask setup`: what the laboratory needs, whether it is there; installs what it may, and says what to type for the rest.

mod machine;

use framelab_benches::iai;

use crate::error::{Error, Result};
use crate::peers::lua::Lua;
use crate::process;
use crate::release::profdata::{self, Compiler, Profdata};
use machine::Machine;

/// One thing to look for.
struct Requirement {
    name: &'static str,
    /// Succeeds, printing a version, if it is there.
    probe: &'static [&'static str],
    need: Need,
    /// What it is for.
    purpose: &'static str,
    /// What to type if it is missing.
    remedy: &'static str,
}

/// Whether the laboratory works without it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

const REQUIREMENTS: &[Requirement] = &[
    Requirement {
        name: "rustc",
        probe: &["rustc", "--version"],
        need: Need::Required,
        purpose: "builds everything",
        remedy: "install a Rust toolchain: https://rustup.rs",
    },
    Requirement {
        name: "git",
        probe: &["git", "--version"],
        need: Need::Optional,
        purpose: "names the revision in reports",
        remedy: "apt-get install git",
    },
    Requirement {
        name: "rustfmt",
        probe: &["cargo", "fmt", "--version"],
        need: Need::Optional,
        purpose: "checks the format in .ci/run",
        remedy: "rustup component add rustfmt",
    },
    Requirement {
        name: "clippy",
        probe: &["cargo", "clippy", "--version"],
        need: Need::Optional,
        purpose: "lints in .ci/run",
        remedy: "rustup component add clippy",
    },
    Requirement {
        name: "cargo-deny",
        probe: &["cargo", "deny", "--version"],
        need: Need::Optional,
        purpose: "checks licenses and sources of dependencies in .ci/run",
        remedy: "cargo install cargo-deny --locked",
    },
    Requirement {
        name: "nix-instantiate",
        probe: &["nix-instantiate", "--version"],
        need: Need::Optional,
        purpose: "the other side of `cargo xtask peers`",
        remedy: "install Nix (https://nixos.org/download), or name one with --nix PATH",
    },
];

/// The package of Lua 5.4, as Debian calls it.
const LUA: &str = "lua5.4";

/// Prints one line for each requirement and gets what it may; fails if a required one is missing.
pub fn run() -> Result<()> {
    set_up(&Machine::this())
}

fn set_up(machine: &Machine) -> Result<()> {
    let mut missing = Vec::new();
    for requirement in REQUIREMENTS {
        let found = version(machine, requirement.probe);
        let found = if requirement.name == "rustc" {
            found.and_then(new_enough)
        } else {
            found
        };
        match found {
            Ok(version) => println!("ok       {}: {version}", requirement.name),
            Err(problem) => {
                let label = match requirement.need {
                    Need::Required => "MISSING ",
                    Need::Optional => "optional",
                };
                println!(
                    "{label} {}: {problem}; {}\n         {}",
                    requirement.name, requirement.purpose, requirement.remedy
                );
                if requirement.need == Need::Required {
                    missing.push(requirement.name);
                }
            }
        }
    }
    let installed = [get_valgrind(machine), get_iai_runner(machine)];
    let lua = get_lua(machine);
    let profdata = get_profdata(machine);
    if !missing.is_empty() {
        return Err(Error::Failed(format!("missing: {}", missing.join(", "))));
    }
    println!("everything that is required is here");
    if installed.contains(&false) {
        println!("`cargo bench` and `cargo xtask report` go without counting machine instructions");
    }
    if !lua {
        println!("`cargo xtask peers` goes without Lua");
    }
    if !profdata {
        println!(
            "`cargo xtask release` cannot build, and `cargo xtask peers` needs `--build plain`"
        );
    }
    Ok(())
}

/// Looks for Valgrind and installs it if it may; whether it is there.
fn get_valgrind(machine: &Machine) -> bool {
    let look = || version(machine, &["valgrind", "--version"]);
    let found = look().or_else(|_| {
        machine.install_package("valgrind")?;
        look()
    });
    tell("valgrind", "counts instructions", &found)
}

/// Looks for Lua and installs it if it may; whether it is there.
fn get_lua(machine: &Machine) -> bool {
    let look = || Lua::on(&machine.path).map(|lua| lua.version().to_owned());
    let found = look().or_else(|_| {
        machine.install_package(LUA)?;
        look()
    });
    tell(
        LUA,
        "what calls are compared with in `cargo xtask peers`",
        &found,
    )
}

/// Looks for iai-callgrind's runner and installs it if it can; whether it is there.
fn get_iai_runner(machine: &Machine) -> bool {
    let look = || {
        iai::find_runner(&machine.tools, &machine.path)
            .map(|runner| format!("{} in {}", iai::version(), runner.display()))
            .map_err(|missing| missing.to_string())
    };
    let found = look().or_else(|_| {
        machine.install_iai_runner()?;
        look()
    });
    tell(iai::RUNNER, "counts instructions in `cargo bench`", &found)
}

/// Looks for llvm-profdata and gets it if it may, from the toolchain or from the system; whether it is there.
fn get_profdata(machine: &Machine) -> bool {
    let found = Compiler::ask(|| machine.command("rustc")).and_then(|compiler| {
        let look = || {
            Profdata::find(&compiler, &machine.path)
                .map(|found| found.binary().display().to_string())
        };
        look()
            .or_else(|_| {
                machine.add_component(profdata::COMPONENT)?;
                look()
            })
            .or_else(|of_toolchain| {
                let of_system = machine.install_package(&compiler.package());
                of_system
                    .and_then(|()| look())
                    .map_err(|of_system| format!("{of_toolchain}\n         or: {of_system}"))
            })
    });
    tell(
        profdata::NAME,
        "puts the profile together that `cargo xtask release` builds by",
        &found,
    )
}

/// Prints a line about what can be installed; whether it is there.
fn tell(name: &str, purpose: &str, found: &std::result::Result<String, String>) -> bool {
    match found {
        Ok(version) => println!("ok       {name}: {version}"),
        Err(remedy) => println!("optional {name}: not found; {purpose}\n         {remedy}"),
    }
    found.is_ok()
}

fn version(machine: &Machine, probe: &[&str]) -> std::result::Result<String, String> {
    let absent = || "not found".to_owned();
    let (program, arguments) = probe.split_first().ok_or_else(absent)?;
    let mut command = machine.command(program);
    command.args(arguments);
    let finished = process::run_successfully(&mut command).map_err(|_| absent())?;
    Ok(finished.answer().lines().next().unwrap_or("").to_owned())
}

/// Whether a `rustc 1.2.3 (...)` is at least the version the workspace asks for.
fn new_enough(found: String) -> std::result::Result<String, String> {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    if parts(&found).is_some_and(|found| parts(wanted).is_some_and(|wanted| found >= wanted)) {
        Ok(found)
    } else {
        Err(format!("{found} is older than {wanted} (`rustup update`)"))
    }
}

/// Major and minor version: the first word with a dot.
fn parts(text: &str) -> Option<(u32, u32)> {
    let word = text.split_whitespace().find(|word| word.contains('.'))?;
    let mut numbers = word.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(parts("rustc 1.95.0 (abc 2026-04-14)"), Some((1, 95)));
        assert_eq!(parts("1.95"), Some((1, 95)));
        assert_eq!(parts("nothing"), None);
        assert!(new_enough("rustc 1.100.0".to_owned()).is_ok());
        assert!(new_enough("rustc 2.0.0".to_owned()).is_ok());
        let problem = new_enough("rustc 1.9.0".to_owned()).expect_err("it is old");
        assert!(problem.contains("older than"), "{problem}");
    }

    /// Programs that are shell scripts, in a folder that is all of PATH, and what they were called with.
    struct Fakes {
        folder: tempfile::TempDir,
    }

    impl Fakes {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a directory can be made");
            let fakes = Self { folder };
            fakes.add(
                "rustc",
                "case \"$1\" in\n\
                 -vV) printf 'rustc 99.0.0\\nhost: here\\nLLVM version: 98.1\\n' ;;\n\
                 --print) echo \"${0%/*}/toolchain\" ;;\n\
                 *) echo rustc 99.0.0 ;;\nesac",
            );
            fakes
        }

        fn add(&self, name: &str, script: &str) {
            let file = self.folder.path().join(name);
            let script = format!("#!/bin/sh\necho {name} \"$@\" >>\"${{0%/*}}/log\"\n{script}\n");
            fs::write(&file, script).expect("it can be written");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it can be run");
        }

        fn machine(&self, root: bool) -> Machine {
            Machine {
                path: self.folder.path().as_os_str().to_owned(),
                cargo: "cargo".into(),
                tools: self.folder.path().join("tools"),
                root,
            }
        }

        /// The calls of a program, arguments only.
        fn calls(&self, name: &str) -> Vec<String> {
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            let prefix = format!("{name} ");
            let calls = log.lines().filter_map(|line| line.strip_prefix(&prefix));
            calls.map(str::to_owned).collect()
        }
    }

    /// What a shell does to make a program that prints a text.
    fn making(file: &str, text: &str) -> String {
        format!(
            "/bin/mkdir -p \"${{0%/*}}/tools/bin\"\nprintf '#!/bin/sh\\necho {text}\\necho {text} >&2\\n' >\"${{0%/*}}/{file}\"\n/bin/chmod +x \"${{0%/*}}/{file}\""
        )
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let fakes = Fakes::new();
        let machine = fakes.machine(true);
        let absent = Err("not found".to_owned());
        assert_eq!(version(&machine, &["/nonexistent/tool"]), absent);
        assert_eq!(version(&machine, &["git", "--version"]), absent);
        let found = version(&machine, &["rustc", "--version"]);
        assert_eq!(found.as_deref(), Ok("rustc 99.0.0"));
    }

    #[test]
    fn what_may_be_installed_is_installed() {
        let fakes = Fakes::new();
        // Fails before the list of packages is there.
        let valgrind = making("valgrind", "valgrind-3");
        let lua = making("lua5.4", "Lua 5.4.4");
        let profdata = making("llvm-profdata-98", "LLVM version 98.1");
        fakes.add(
            "apt-get",
            &format!(
                "case $1 in update) : >\"${{0%/*}}/updated\" ;; esac\n[ -e \"${{0%/*}}/updated\" ] || exit 100\n\
                 case $* in\n*valgrind) {valgrind} ;;\n*lua5.4) {lua} ;;\n*llvm-98) {profdata} ;;\nesac"
            ),
        );
        let says = format!(
            "Detected version of iai-callgrind-runner is {}.",
            iai::version()
        );
        let script = making("tools/bin/iai-callgrind-runner", &says);
        fakes.add(
            "cargo",
            &format!("[ \"$1\" = install ] || exit 1\n{script}"),
        );
        let machine = fakes.machine(true);
        set_up(&machine).expect("all that is required is there");
        let install = |package: &str| format!("install --yes --no-install-recommends {package}");
        let [valgrind, lua, llvm] = ["valgrind", "lua5.4", "llvm-98"].map(install);
        assert_eq!(
            fakes.calls("apt-get"),
            [&valgrind, "update", &valgrind, &lua, &llvm]
        );
        let tools = machine.tools.display();
        let installed = format!(
            "install iai-callgrind-runner --version ={} --locked --root {tools}",
            iai::version()
        );
        assert!(
            fakes.calls("cargo").contains(&installed),
            "{:?}",
            fakes.calls("cargo")
        );
        assert!(get_valgrind(&machine) && get_iai_runner(&machine) && get_lua(&machine));
        assert!(get_profdata(&machine));
        assert_eq!(
            fakes.calls("apt-get").len(),
            5,
            "nothing is installed twice"
        );
    }

    #[test]
    fn what_may_not_be_installed_is_told() {
        let fakes = Fakes::new();
        let packages = |root| fakes.machine(root).install_package("valgrind");
        let told = packages(true).expect_err("there is no package manager");
        assert_eq!(told, "install valgrind with the system's package manager");
        fakes.add("pacman", "exit 0");
        let told = packages(false).expect_err("only root may");
        assert_eq!(told, "sudo pacman --sync valgrind");
        fakes.add("dnf", "echo no network >&2; exit 1");
        let told = packages(true).expect_err("it fails");
        assert!(told.starts_with("dnf install valgrind\n"), "{told}");
        assert!(told.ends_with("| no network"), "{told}");
        assert_eq!(fakes.calls("pacman"), [""; 0], "not even asked");
    }

    #[test]
    fn the_toolchains_component_comes_before_the_systems_package() {
        let fakes = Fakes::new();
        fakes.add("apt-get", "exit 100");
        let own = "toolchain/lib/rustlib/here/bin";
        let program = making(&format!("{own}/llvm-profdata"), "LLVM version 98.1");
        fakes.add(
            "rustup",
            &format!("/bin/mkdir -p \"${{0%/*}}/{own}\"\n{program}"),
        );
        let machine = fakes.machine(true);
        assert!(get_profdata(&machine) && get_profdata(&machine));
        assert_eq!(fakes.calls("rustup"), ["component add llvm-tools"]);
        assert_eq!(fakes.calls("apt-get"), [""; 0]);
        fakes.add("rustup", "echo no network >&2; exit 1");
        let told = machine.add_component("llvm-tools").expect_err("it fails");
        assert!(
            told.starts_with("rustup component add llvm-tools\n"),
            "{told}"
        );
        fs::remove_file(fakes.folder.path().join("rustup")).expect("it was there");
        let told = machine.add_component("llvm-tools");
        assert_eq!(told, Err("rustup component add llvm-tools".to_owned()));
    }

    #[test]
    fn a_failed_installation_is_no_failure() {
        let fakes = Fakes::new();
        fakes.add("cargo", "exit 101");
        let machine = fakes.machine(false);
        assert!(!get_iai_runner(&machine));
        set_up(&machine).expect("nothing that is missing is required");
        fs::remove_file(fakes.folder.path().join("rustc")).expect("it was there");
        let error = set_up(&machine).expect_err("a compiler is required");
        assert_eq!(error.to_string(), "missing: rustc");
    }
}
