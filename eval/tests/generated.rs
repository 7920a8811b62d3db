//! What the command says about itself: completions of shells, manual pages.

use std::fs;
use std::process::Command;

mod process;

use process::{folder, framelab};

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = framelab(&["completions", shell]);
        assert_eq!((outcome.code, outcome.errors.as_str()), (Some(0), ""));
        for word in ["restrict-eval", "disasm", "max-heap"] {
            assert!(outcome.output.contains(word), "{shell}: {word}");
        }
    }
    framelab(&["completions", "tcsh"]).fails(2, &["tcsh", "bash"]);
}

#[test]
fn shells_take_their_script() {
    let here = folder("generated-scripts");
    for shell in ["bash", "fish", "zsh"] {
        let file = here.join(shell);
        fs::write(&file, framelab(&["completions", shell]).output).unwrap();
        // Where the shell is not installed there is nothing to ask.
        if let Ok(checked) = Command::new(shell).arg("-n").arg(&file).output() {
            assert!(checked.status.success(), "{shell}: {checked:?}");
        }
    }
}

#[test]
fn bash_completes() {
    let script = framelab(&["completions", "bash"]).output;
    let asked = "COMP_WORDS=(framelab eval --restr); COMP_CWORD=2; _framelab framelab --restr eval; \
                 echo \"${COMPREPLY[@]}\"";
    let Ok(answer) = Command::new("bash")
        .args(["--norc", "-c", &format!("{script}\n{asked}")])
        .output()
    else {
        return;
    };
    assert_eq!(
        String::from_utf8_lossy(&answer.stdout).trim(),
        "--restrict-eval",
        "{answer:?}"
    );
}

#[test]
fn the_manual_has_a_page_for_each_subcommand() {
    let page = framelab(&["man"]);
    assert_eq!(page.code, Some(0));
    for part in [".TH framelab 1", "SUBCOMMANDS", "framelab\\-eval(1)"] {
        assert!(page.output.contains(part), "{part}");
    }
    let here = folder("generated-pages");
    framelab(&["man", here.to_str().unwrap()]).prints("");
    for (name, part) in [
        ("framelab", "Evaluates Nix expressions"),
        ("framelab-eval", "\\-\\-restrict\\-eval"),
        ("framelab-repl", "\\-\\-include"),
        ("framelab-completions", "elvish"),
    ] {
        let page = fs::read_to_string(here.join(format!("{name}.1"))).unwrap();
        assert!(page.contains(part), "{name}: {part}");
    }
    framelab(&["man", "/no/such/folder"]).fails(1, &["error: writing a manual page: "]);
}
