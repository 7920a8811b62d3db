//! Every command that a document shows is tried: in blocks marked `console`, lines that begin with `$ `.
//!
//! - `framelab ...` is run in the top directory and must succeed; what the block shows below it, if anything, must be
//!   what it prints on standard output. A command that ends in ` # exit N` must end so.
//! - `cargo xtask ...` is parsed by the command itself, which then stops.
//! - Other `cargo` commands must be of a known kind and name packages, tests and benches that exist.
//!
//! In scripts, which are blocks of any other kind and the workflows of `.github/`, every line that begins with `cargo xtask` is
//! parsed too, each variable taken as `1`.
//!
//! Links to files must lead somewhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top directory of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package stands in the workspace")
}

/// The documents: Markdown at the top, and in folders that are not generated.
fn documents() -> Vec<PathBuf> {
    let mut pending = vec![root().to_owned()];
    let mut found = Vec::new();
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).expect("the directory can be listed") {
            let path = entry.expect("the entry can be read").path();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            if path.is_dir() {
                let generated = ["target", "latest"].contains(&name.as_str());
                if !generated && !name.starts_with('.') {
                    pending.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A command as shown, with the output shown below it.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    command: String,
    output: Vec<String>,
}

/// The commands in a document's `console` blocks.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = !in_block && line == "```console";
        } else if !in_block {
        } else if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example {
                command: command.to_owned(),
                output: Vec::new(),
            });
        } else if let Some(example) = examples.last_mut() {
            example.output.push(line.to_owned());
        }
    }
    examples
}

/// The commands of the laboratory in a script: without what follows them on their line, each variable as `1`.
fn laboratory_commands(script: &str) -> Vec<String> {
    let joined = script.replace("\\\n", " ");
    let lines = joined.lines().map(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        line.strip_prefix("run: ").unwrap_or(line)
    });
    let commands = lines.filter(|line| line.starts_with("cargo xtask"));
    commands
        .map(|line| {
            let words = without_variables(line);
            let words = words.split_whitespace();
            let of_shell = |word: &str| word.contains(['|', '>', '<', '&', ';']);
            let words: Vec<&str> = words.take_while(|word| !of_shell(word)).collect();
            words.join(" ")
        })
        .collect()
}

fn without_variables(line: &str) -> String {
    let mut parts = line.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let rest = match part.strip_prefix('{') {
            Some(braced) => braced.split_once('}').map_or("", |(_, rest)| rest),
            None => part.trim_start_matches(is_name),
        };
        text.push('1');
        text.push_str(rest);
    }
    text
}

/// What stands in a document's blocks that are no `console`.
fn scripts(text: &str) -> String {
    let mut script = String::new();
    let mut block = None;
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            block = match block {
                None => Some(kind),
                Some(_) => None,
            };
        } else if block.is_some_and(|kind| kind != "console") {
            script.push_str(line);
            script.push('\n');
        }
    }
    script
}

/// The workflows of the provider that runs the checks.
fn workflows() -> Vec<PathBuf> {
    let folder = root().join(".github/workflows");
    let entries = fs::read_dir(folder).expect("there are workflows");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    paths.collect()
}

/// Builds the command of this profile and gives the folder it is in.
fn framelab_folder() -> PathBuf {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_xtask"));
    let folder = binary.parent().expect("a binary is in a folder").to_owned();
    let mut build = Command::new(env!("CARGO"));
    build
        // The whole workspace, as its tests are built: other features would mean to build all again.
        .args(["build", "--quiet", "--workspace", "--bins", "--target-dir"])
        .arg(folder.parent().expect("a profile is in a folder"))
        .current_dir(root());
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo starts").success());
    folder
}

/// What is wrong with an example, if anything.
fn problem(example: &Example, framelab: &Path) -> Option<String> {
    let words = split(&example.command);
    // Variables may be set for a command.
    let words = words.iter().map(String::as_str);
    let words: Vec<&str> = words.skip_while(|word| is_assignment(word)).collect();
    match words.as_slice() {
        ["framelab", ..] => run_in_shell(example, framelab),
        ["cargo", "xtask", arguments @ ..] => parse_only(arguments),
        [
            "cargo",
            kind @ ("build" | "test" | "bench" | "fmt" | "clippy" | "run" | "deny" | "install"),
            arguments @ ..,
        ] => check_names(kind, arguments),
        _ => Some("no test knows how to try it".to_owned()),
    }
}

fn is_assignment(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_uppercase() || c == '_';
    word.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_part))
}

fn run_in_shell(example: &Example, framelab: &Path) -> Option<String> {
    let (command, code) = match example.command.split_once(" # exit ") {
        Some((command, code)) => (command, code.trim().parse().ok()),
        None => (example.command.as_str(), Some(0)),
    };
    let search_path = env::var_os("PATH").unwrap_or_default();
    let folders = [framelab.to_owned()]
        .into_iter()
        .chain(env::split_paths(&search_path));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(root())
        .env("PATH", env::join_paths(folders).expect("no colon in PATH"))
        .env_remove("NIX_PATH")
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    let printed = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != code {
        return Some(format!("it ended with {}\n{complaint}", output.status));
    }
    let shown = example.output.join("\n");
    let differs = !example.output.is_empty() && shown.trim_end() != printed.trim_end();
    differs.then(|| format!("it prints\n{printed}instead of\n{shown}"))
}

fn parse_only(arguments: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--parse-only")
        .args(arguments)
        .output()
        .expect("the binary under test starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    (!output.status.success()).then(|| complaint.into_owned())
}

fn check_names(kind: &str, arguments: &[&str]) -> Option<String> {
    let manifest =
        |folder: &Path| fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let folders = ["eval", "benches", "workloads", "xtask"].map(|folder| root().join(folder));
    let mut package = None;
    // What follows two dashes is not cargo's.
    let arguments = arguments.split(|word| *word == "--").next();
    for pair in arguments.unwrap_or_default().windows(2) {
        let [flag, name] = pair else { continue };
        if ["-p", "--package"].contains(flag) {
            let line = format!("name = \"{name}\"");
            package = folders
                .iter()
                .find(|folder| manifest(folder).contains(&line));
            if package.is_none() {
                return Some(format!("there is no package {name}"));
            }
        }
        let target = match *flag {
            "--test" => "test",
            "--bench" => "bench",
            _ => continue,
        };
        // Tests are in the folder `tests`, benches in `benches`.
        let folder = if target == "test" { "tests" } else { "benches" };
        let forms = [
            format!("{folder}/{name}.rs"),
            format!("{folder}/{name}/main.rs"),
        ];
        let is_target = |folder: &&PathBuf| forms.iter().any(|form| folder.join(form).is_file());
        let known = match package {
            Some(folder) => is_target(&folder),
            None => folders.iter().any(|folder| is_target(&folder)),
        };
        if !known {
            return Some(format!("`cargo {kind}`: there is no {target} {name}"));
        }
    }
    None
}

/// Takes a line apart at blanks outside of quotes; enough for what documents show.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for character in line.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => word.push(character),
            None if character == '\'' || character == '"' => quote = Some(character),
            None if character == ' ' => words.push(std::mem::take(&mut word)),
            None => word.push(character),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_shown_works() {
    let framelab = framelab_folder();
    let mut problems = Vec::new();
    let mut tried = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document is text");
        for example in examples(&text) {
            tried += 1;
            if let Some(problem) = problem(&example, &framelab) {
                problems.push(format!(
                    "{}: `{}`: {problem}",
                    document.display(),
                    example.command
                ));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(tried >= 10, "only {tried} commands were found");
}

#[test]
fn every_command_of_the_laboratory_in_a_script_parses() {
    let read = |path: &Path| fs::read_to_string(path).expect("it is text");
    let documents = documents()
        .into_iter()
        .map(|path| (scripts(&read(&path)), path));
    let workflows = workflows().into_iter().map(|path| (read(&path), path));
    let mut problems = Vec::new();
    let mut tried = 0;
    for (script, path) in documents.chain(workflows) {
        for command in laboratory_commands(&script) {
            tried += 1;
            let words = split(&command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            if let Some(problem) = parse_only(&words[2..]) {
                problems.push(format!("{}: `{command}`: {problem}", path.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(tried >= 6, "only {tried} commands were found");
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document is text");
        let folder = document.parent().expect("a document is in a folder");
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !folder.join(file).exists() {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn examples_are_commands_with_their_output() {
    let text = "```console\n$ one\nresult\n$ two\n```\n\n```sh\n$ three\n```\n$ four\n```console\n$ five\n```\n";
    let example = |command: &str, output: &[&str]| Example {
        command: command.to_owned(),
        output: output.iter().map(|&line| line.to_owned()).collect(),
    };
    assert_eq!(
        examples(text),
        [
            example("one", &["result"]),
            example("two", &[]),
            example("five", &[])
        ]
    );
}

#[test]
fn commands_of_a_script_lose_what_the_shell_does_with_them() {
    let script = "steps:\n  - run: cargo xtask setup\n  - run: |\n      cargo xtask gate --base \"$BASE\" \\\n        \
                  --shard \"${SHARD}/3\" 2> log || status=$?\n      echo cargo xtask\n";
    assert_eq!(
        laboratory_commands(script),
        [
            "cargo xtask setup",
            "cargo xtask gate --base \"1\" --shard \"1/3\""
        ]
    );
    let text = "```sh\none\n```\ntwo\n```console\nthree\n```\n```hcl\nfour\n```\n";
    assert_eq!(scripts(text), "one\nfour\n");
}

#[test]
fn what_cannot_be_tried_or_does_not_parse_is_a_problem() {
    let problem = |command: &str| {
        let example = Example {
            command: command.to_owned(),
            output: Vec::new(),
        };
        problem(&example, Path::new("/nowhere"))
    };
    assert_eq!(problem("cargo test --workspace"), None);
    assert_eq!(problem("cargo xtask report --quick"), None);
    assert!(problem("cargo xtask report --quite").is_some());
    assert!(problem("cargo build -p nothing").is_some());
    assert!(problem("cargo test -p xtask --test nothing").is_some());
    assert_eq!(problem("cargo bench --bench wall -- --test fib"), None);
    let unknown = problem("cargo bench -p framelab-benches --bench nothing");
    assert!(unknown.is_some_and(|text| text.ends_with("there is no bench nothing")));
    assert!(problem("rm -r /").is_some());
}
