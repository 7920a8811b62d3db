//! Records what the measuring binaries are built with.

use std::env;
use std::process::Command;

fn main() {
    let compiler = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(compiler)
        .arg("--version")
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map_or_else(|| "unknown".to_owned(), |version| version.trim().to_owned());
    println!("cargo:rustc-env=FRAMELAB_RUSTC={version}");
    for (name, variable) in [
        ("FRAMELAB_PROFILE", "PROFILE"),
        ("FRAMELAB_OPT_LEVEL", "OPT_LEVEL"),
        ("FRAMELAB_TARGET", "TARGET"),
        ("FRAMELAB_TARGET_FEATURES", "CARGO_CFG_TARGET_FEATURE"),
        ("FRAMELAB_RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"),
    ] {
        let value = env::var(variable).unwrap_or_default();
        // Flags are set apart by a character that no environment should hold.
        let value = value.replace('\u{1f}', " ");
        println!("cargo:rustc-env={name}={value}");
    }
    println!("cargo:rerun-if-changed=build.rs");
}
