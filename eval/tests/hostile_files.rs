//! Files that are none, or not what they seem: an error or an answer, and always an end.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

mod process;

use process::{Outcome, command, eval_in, finish, folder};

/// Every way to name a file, each with `FILE` in place of its path.
const READERS: [&[&str]; 9] = [
    &["FILE"],
    &["-E", "import FILE"],
    &["-E", "scopedImport { } FILE"],
    &["-E", "builtins.readFile FILE"],
    &["-E", "builtins.hashFile \"sha256\" FILE"],
    &["-I", "name=FILE", "<name>"],
    &["-I", "name=FILE", "-E", "import <name>"],
    &["-E", "{ x }: x", "--arg", "x", "import FILE"],
    &["-E", "{ x }: x", "--arg", "x", "builtins.readFile FILE"],
];

/// Runs every reader on a file, without rules and in restricted evaluation.
fn read_in_every_way(here: &Path, file: &str, judge: impl Fn(&Outcome)) {
    let file = here.join(file);
    let file = file.to_str().unwrap();
    for reader in READERS {
        let arguments: Vec<String> = reader
            .iter()
            .map(|argument| argument.replace("FILE", file))
            .collect();
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        judge(&eval_in(here, &arguments));
        let allowed = here.to_str().unwrap();
        arguments.extend(["--restrict-eval", "--allowed-path", allowed]);
        judge(&eval_in(here, &arguments));
    }
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo works");
}

#[test]
fn pipes_and_sockets_are_refused_at_once() {
    let here = folder("hostile-pipes");
    pipe(&here.join("pipe"));
    let message = format!(
        "error: file '{}/pipe' is not a regular file",
        here.display()
    );
    read_in_every_way(&here, "pipe", |outcome| outcome.fails(1, &[&message]));
    let _listening = UnixListener::bind(here.join("socket")).unwrap();
    let message = format!(
        "error: opening file '{}/socket': No such device or address",
        here.display()
    );
    read_in_every_way(&here, "socket", |outcome| outcome.fails(1, &[&message]));
    let types = "map builtins.readFileType [ ./pipe ./socket ]";
    eval_in(&here, &["--strict", "-E", types]).prints("[ \"unknown\" \"unknown\" ]");
    let folder = format!(
        "cannot read directory \"{}/pipe\": Not a directory",
        here.display()
    );
    eval_in(&here, &["-E", "builtins.readDir ./pipe"]).fails(1, &[&folder]);
    eval_in(&here, &["-E", "builtins.pathExists ./pipe"]).prints("true");
}

#[test]
fn a_link_to_a_pipe_is_a_pipe() {
    let here = folder("hostile-link");
    pipe(&here.join("pipe"));
    symlink("pipe", here.join("link")).unwrap();
    read_in_every_way(&here, "link", |outcome| {
        outcome.fails(1, &["is not a regular file"]);
    });
}

#[test]
fn devices_have_no_contents() {
    let here = folder("hostile-devices");
    for device in [
        "/dev/zero",
        "/dev/null",
        "/dev/urandom",
        "/dev/full",
        "/dev/tty",
    ] {
        if !Path::new(device).exists() {
            continue;
        }
        let arguments = ["-E", &format!("builtins.readFile {device}")];
        let outcome = eval_in(&here, &arguments);
        // Without a terminal there is none to open.
        let no_terminal = outcome.errors.contains("No such device or address");
        assert!(outcome.output == "\"\"\n" || no_terminal, "{outcome:?}");
    }
    let here = here.to_str().unwrap();
    let run =
        |arguments: &[&str]| finish(command(&["eval"]).args(arguments).current_dir(here), b"");
    run(&["/dev/zero"]).fails(
        1,
        &["syntax error, unexpected end of file", "/dev/zero:1:1"],
    );
    run(&["-E", "import /dev/zero"]).fails(1, &["/dev/zero:1:1"]);
}

#[test]
fn files_of_the_system_are_what_they_say() {
    let here = folder("hostile-system");
    if Path::new("/proc/version").exists() {
        eval_in(&here, &["-E", "builtins.readFile /proc/version"]).prints("\"\"");
    }
    // It says that it has a page, and has less.
    let short = "/sys/class/net/lo/mtu";
    if fs::metadata(short).is_ok_and(|metadata| metadata.len() > 10) {
        let read = format!("builtins.readFile {short}");
        eval_in(&here, &["-E", &read]).fails(1, &["error: unexpected end-of-file"]);
    }
}

#[test]
fn loops_of_links_end() {
    let here = folder("hostile-loops");
    symlink("self", here.join("self")).unwrap();
    symlink("b", here.join("a")).unwrap();
    symlink("a", here.join("b")).unwrap();
    symlink(".", here.join("here")).unwrap();
    fs::write(here.join("file"), "1").unwrap();
    for name in ["self", "a", "a/file", "self/x/y"] {
        read_in_every_way(&here, name, |outcome| {
            outcome.fails(1, &["error: "]);
            let known = [
                "infinite symlink recursion in path",
                "too many symbolic links encountered",
            ];
            let told = known.iter().any(|text| outcome.errors.contains(text));
            assert!(told, "{outcome:?}");
        });
    }
    // Many links, but no loop.
    let deep = format!("{}file", "here/".repeat(30));
    eval_in(&here, &["-E", &format!("import ./{deep}")]).prints("1");
    let deeper = format!("{}file", "here/".repeat(2000));
    eval_in(&here, &["-E", &format!("import ./{deeper}")]).fails(1, &["error: "]);
}

#[test]
fn folders_in_place_of_files_are_told_of() {
    let here = folder("hostile-folders");
    fs::create_dir(here.join("folder")).unwrap();
    fs::create_dir(here.join("folder/default.nix")).unwrap();
    for reader in [
        "builtins.readFile ./folder",
        "builtins.hashFile \"md5\" ./folder",
        "import ./folder",
    ] {
        eval_in(&here, &["-E", reader]).fails(1, &["error: read of ", " bytes: Is a directory"]);
    }
    fs::write(here.join("file"), "1").unwrap();
    for reader in ["import ./file/x", "builtins.readFile ./file/x"] {
        let missing = format!("path '{}/file/x' does not exist", here.display());
        eval_in(&here, &["-E", reader]).fails(1, &[&missing]);
    }
    eval_in(&here, &["-E", "builtins.pathExists ./file/x"]).prints("false");
}

#[test]
fn a_file_beyond_the_limit_is_an_error() {
    let here = folder("hostile-sizes");
    let sparse = fs::File::create(here.join("large")).unwrap();
    // More than any memory, if the file system takes it.
    if sparse.set_len(1 << 43).is_err() {
        sparse.set_len(1 << 33).unwrap();
    }
    read_in_every_way(&here, "large", |outcome| {
        outcome.fails(1, &["error: heap limit reached"]);
    });
}

#[test]
fn paths_may_be_longer_than_any_system_takes() {
    let here = folder("hostile-lengths");
    let name = "a".repeat(300);
    let part = format!(
        "error: getting status of \"{}/{name}\": File name too long",
        here.display()
    );
    for reader in [
        "readFile",
        "readDir",
        "readFileType",
        "pathExists",
        "import",
    ] {
        for after in ["", "/b"] {
            let expression = format!("builtins.{reader} ./{name}{after}");
            let outcome = eval_in(&here, &["-E", &expression]);
            let is_parent = after == "/b" && reader == "readFileType";
            outcome.fails(
                1,
                &[if is_parent {
                    "File name too long"
                } else {
                    &part
                }],
            );
        }
        let long = format!(
            "builtins.{reader} (\"/\" + builtins.concatStringsSep \"\" (builtins.genList (_: \"a/\") 500000))"
        );
        let outcome = eval_in(&here, &["-E", &long]);
        // The one that follows no link goes from folder to folder, and the first is not there.
        let first_is_missing = reader == "readFileType";
        outcome.fails(
            1,
            &[if first_is_missing {
                "does not exist"
            } else {
                "File name too long"
            }],
        );
    }
}

#[test]
fn an_endless_input_is_an_error() {
    let arguments = ["eval", "-", "--max-heap", "64M"];
    let zero = fs::File::open("/dev/zero").unwrap();
    let output = command(&arguments).stdin(zero).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("heap limit reached"), "{errors}");
}

#[test]
fn names_need_not_be_text() {
    let here = folder("hostile-names");
    let odd: [&[u8]; 4] = [b"\xff\xfe.nix", b"a b", b"new\nline", b"${x}\"\\"];
    for name in odd {
        fs::write(here.join(OsStr::from_bytes(name)), "[ 1 ]").unwrap();
    }
    let all = "map (name: import (./. + \"/${name}\")) (builtins.attrNames (builtins.readDir ./.))";
    eval_in(&here, &["--strict", "-E", all]).prints("[ [ 1 ] [ 1 ] [ 1 ] [ 1 ] ]");
    let names = "builtins.length (builtins.attrNames (builtins.readDir ./.))";
    eval_in(&here, &["-E", names]).prints("4");
    let mut by_name = command(&["eval", "--strict"]);
    by_name.arg(OsStr::from_bytes(odd[0])).current_dir(&here);
    finish(&mut by_name, b"").prints("[ 1 ]");
    let json = eval_in(&here, &["--json", "--strict", "-E", "builtins.readDir ./."]);
    json.fails(1, &["error: JSON serialization error: "]);
}

#[test]
fn what_nobody_may_read_is_told_of() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder("hostile-rights");
    fs::write(here.join("secret"), "1").unwrap();
    fs::set_permissions(here.join("secret"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(here.join("secret")).is_ok() {
        // Whoever runs this may read everything.
        return;
    }
    let message = format!(
        "opening file '{}/secret': Permission denied",
        here.display()
    );
    read_in_every_way(&here, "secret", |outcome| outcome.fails(1, &[&message]));
}

/// A file or folder that another thread changes all the time, until it is dropped.
struct Changing {
    stop: &'static AtomicBool,
    thread: Option<thread::JoinHandle<()>>,
}

impl Changing {
    fn start(mut change: impl FnMut(u64) + Send + 'static) -> Self {
        let stop: &AtomicBool = Box::leak(Box::default());
        let thread = thread::spawn(move || {
            let mut round = 0;
            while !stop.load(Ordering::Relaxed) {
                change(round);
                round += 1;
            }
        });
        Self {
            stop,
            thread: Some(thread),
        }
    }
}

impl Drop for Changing {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[test]
fn a_file_that_shrinks_and_grows_is_read_as_it_was_or_not_at_all() {
    let here = folder("hostile-changing");
    let path = here.join("file");
    fs::write(&path, "x").unwrap();
    let sizes = [1u64, 3 << 20, 64];
    let written = path.clone();
    let _changing = Changing::start(move |round| {
        let file = fs::OpenOptions::new().write(true).open(&written).unwrap();
        let _ = file.set_len(sizes[(round % 3) as usize]);
    });
    for _ in 0..30 {
        let outcome = eval_in(
            &here,
            &[
                "-E",
                "builtins.stringLength (builtins.hashFile \"sha256\" ./file)",
            ],
        );
        if outcome.code == Some(0) {
            outcome.prints("64");
        } else {
            outcome.fails(1, &["error: unexpected end-of-file"]);
        }
    }
}

#[test]
fn a_folder_exchanged_for_a_link_leads_nowhere() {
    let here = folder("hostile-exchange");
    for name in ["in/folder", "out"] {
        fs::create_dir_all(here.join(name)).unwrap();
        fs::write(here.join(name).join("text"), name).unwrap();
    }
    symlink("../out", here.join("in/link")).unwrap();
    let [folder, link, spare]: [PathBuf; 3] =
        ["folder", "link", "spare"].map(|name| here.join("in").join(name));
    // `folder` is by turns a folder and the link.
    let _changing = Changing::start(move |_| {
        let _ = fs::rename(&folder, &spare);
        let _ = fs::rename(&link, &folder);
        thread::yield_now();
        let _ = fs::rename(&folder, &link);
        let _ = fs::rename(&spare, &folder);
    });
    let allowed = here.join("in");
    let inside = eval_in(
        &here,
        &["-E", "builtins.path { name = \"x\"; path = ./out; }"],
    )
    .output;
    for round in 0..100 {
        let reader = match round % 2 {
            0 => "builtins.readFile ./in/folder/text",
            _ => "builtins.path { name = \"x\"; path = ./in/folder; }",
        };
        let outcome = eval_in(
            &here,
            &[
                "--restrict-eval",
                "--allowed-path",
                allowed.to_str().unwrap(),
                "-E",
                reader,
            ],
        );
        assert!(!outcome.output.contains("out"), "{outcome:?}");
        assert_ne!(outcome.output, inside, "{outcome:?}");
        assert!(matches!(outcome.code, Some(0 | 1)), "{outcome:?}");
    }
}
