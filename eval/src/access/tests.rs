//! The guard's rules, and that no link leads around it.

use super::*;
use std::os::unix::fs::symlink;

/// A folder of a test's own, without links on the way to it: `in` is meant to be allowed, `out` is not.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("framelab-access-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    for inside in ["in/sub", "out/sub"] {
        fs::create_dir_all(path.join(inside)).expect("the folder is new");
    }
    let path = path.canonicalize().expect("it was just made");
    for file in ["in/file", "in/sub/file", "out/file", "out/sub/file"] {
        fs::write(path.join(file), file).expect("the folder is there");
    }
    path
}

fn restricted(allowed: &[&Path]) -> SourceAccess {
    SourceAccess::new(&AccessOptions {
        restricted: true,
        allowed_paths: allowed.iter().map(|&path| path.to_owned()).collect(),
        ..AccessOptions::default()
    })
}

fn refused<T: std::fmt::Debug>(result: io::Result<T>) -> Refusal {
    let error = result.expect_err("the guard lets it through");
    Refusal::of(&error)
        .unwrap_or_else(|| panic!("no refusal: {error}"))
        .clone()
}

#[test]
fn rules_hold_for_whole_components() {
    let access = restricted(&[Path::new("/a/b"), Path::new("/a/c/d")]);
    for allowed in ["/", "/a", "/a/b", "/a/b/c/d", "/a/c", "/a/c/d", "/a/c/d/e"] {
        assert!(access.check(Path::new(allowed)).is_ok(), "{allowed}");
    }
    for forbidden in ["/a/bb", "/a/c/dd", "/a/c/a", "/b", "/a/c/d-", "/ab"] {
        let path = Path::new(forbidden);
        assert_eq!(
            refused(access.check(path)),
            Refusal::Restricted(path.into())
        );
    }
    access.allow(Path::new("/b/c"));
    assert!(access.check(Path::new("/b")).is_ok());
}

#[test]
fn nothing_allowed_is_nothing_allowed() {
    let access = restricted(&[]);
    let root = Path::new("/");
    assert_eq!(
        refused(access.read_folder(root)),
        Refusal::Restricted(root.into())
    );
}

#[test]
fn links_that_lead_outside_are_refused() {
    let here = folder("outside");
    let inside = here.join("in");
    symlink("../out/file", inside.join("link")).expect("links can be made");
    symlink(here.join("out"), inside.join("folder")).expect("links can be made");
    symlink("sub/file", inside.join("good")).expect("links can be made");
    let access = restricted(&[&inside]);
    let outside = Refusal::Restricted(here.join("out/file"));
    assert_eq!(refused(access.open(&inside.join("link"))), outside);
    assert_eq!(refused(access.open(&inside.join("folder/file"))), outside);
    assert_eq!(refused(access.status(&inside.join("folder/file"))), outside);
    assert_eq!(refused(access.target_status(&inside.join("link"))), outside);
    assert_eq!(
        refused(access.read_folder(&inside.join("folder/sub"))),
        Refusal::Restricted(here.join("out/sub"))
    );
    let kind = |name: &str| access.status(&inside.join(name)).expect("allowed").kind;
    assert_eq!(kind("link"), FileKind::Symlink);
    assert_eq!(kind("good"), FileKind::Symlink);
    let text = io::read_to_string(access.open(&inside.join("good")).expect("it stays inside"));
    assert_eq!(text.expect("it is text"), "in/sub/file");
    assert_eq!(
        access.read_link(&inside.join("good")).expect("allowed"),
        Path::new("sub/file")
    );
}

#[test]
fn folders_on_the_way_show_only_the_way() {
    let here = folder("way");
    let access = restricted(&[&here.join("in")]);
    let entries = access.read_folder(&here).expect("it is on the way");
    assert_eq!(entries, [("in".into(), FileKind::Directory)]);
}

#[test]
fn what_became_a_link_after_the_check_is_not_followed() {
    let here = folder("exchanged");
    fs::remove_dir_all(here.join("in/sub")).expect("it is there");
    symlink(here.join("out/sub"), here.join("in/sub")).expect("links can be made");
    let exchanged = Refusal::Link(here.join("in/sub"));
    assert_eq!(refused(exact::open(&here.join("in/sub/file"))), exchanged);
    assert_eq!(refused(exact::status(&here.join("in/sub/file"))), exchanged);
    assert_eq!(refused(exact::read_folder(&here.join("in/sub"))), exchanged);
    symlink(here.join("out/file"), here.join("in/last")).expect("links can be made");
    assert_eq!(
        refused(exact::open(&here.join("in/last"))),
        Refusal::Link(here.join("in/last"))
    );
}

#[test]
fn addresses_are_allowed_by_their_beginning() {
    let with = |allowed: &[&str]| {
        SourceAccess::new(&AccessOptions {
            restricted: true,
            allowed_uris: allowed.iter().map(|&uri| uri.to_owned()).collect(),
            ..AccessOptions::default()
        })
    };
    let allows = |prefix: &str| with(&[prefix]).check_uri("http://x/yz").is_ok();
    for prefix in ["http://x", "http://x/", "http:", "http://x/yz"] {
        assert!(allows(prefix), "{prefix}");
    }
    for prefix in ["https://x", "http://x/y/", "http://x/y", "", "http"] {
        assert!(!allows(prefix), "{prefix}");
    }
    assert_eq!(
        with(&[]).check_uri("file:///etc/passwd"),
        Err(Refusal::Restricted("/etc/passwd".into()))
    );
    assert!(SourceAccess::default().check_uri("http://x").is_ok());
}
