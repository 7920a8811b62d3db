//! `cargo xtask release` where the compiler has no tool that puts profiles together.

mod support;

use std::process::Command;

use support::{Laboratory, script};

/// A laboratory whose only program is a compiler with an LLVM of the future.
fn without_profdata() -> Laboratory {
    let laboratory = Laboratory::with_answer("42");
    script(
        &laboratory.path("rustc"),
        "case \"$1\" in\n\
         -vV) printf 'rustc 99.0.0\\nhost: here\\nLLVM version: 98.1\\n' ;;\n\
         --print) echo /nonexistent ;;\n\
         esac\n",
    );
    laboratory
}

const MISSING: &str = "error: there is no llvm-profdata of LLVM 98, which rustc has: `cargo xtask setup`, or \
                       `rustup component add llvm-tools`, or install Debian's package llvm-98";

#[test]
fn without_the_tool_nothing_is_built_and_the_error_says_what_to_do() {
    let laboratory = without_profdata();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("release")
        .current_dir(laboratory.path("."))
        .env("PATH", laboratory.path("."))
        .env_remove("RUSTC")
        .output()
        .expect("the binary under test starts");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!("{MISSING}\n")
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn a_comparison_without_the_tool_names_the_other_build() {
    let laboratory = without_profdata();
    let nix = laboratory.path("nix-instantiate");
    script(&nix, "echo nix 1.2\n");
    let nix = nix.display().to_string();
    let path = laboratory.path(".").display().to_string();
    let outcome = laboratory.run_with_path("peers", &["--quick", "--nix", &nix], &path);
    assert_eq!(outcome.code(), Some(1));
    let expected = format!("{MISSING}; or measure the plain build: --build plain\n");
    assert_eq!(outcome.stdout(), "");
    assert!(
        outcome.stderr().ends_with(&expected),
        "{}",
        outcome.stderr()
    );
}
