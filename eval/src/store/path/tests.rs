//! What store paths are called and computed from, as C++ Nix says it.

use super::*;

fn hash(text: &str) -> Hash {
    Hash::parse(text.as_bytes(), None).expect("a hash")
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[test]
fn names_are_checked() {
    for name in [".a", "..a", "...a", "a+._?=-Z", &"a".repeat(211)] {
        assert_eq!(check_name(name.as_bytes()), Ok(()), "{name}");
    }
    let long = "a".repeat(212);
    for (name, message) in [
        ("", "name must not be empty"),
        (".", "name '.' is not valid"),
        ("..", "name '..' is not valid"),
        (
            ".-a",
            "name '.-a' is not valid: first dash-separated component must not be '.'",
        ),
        (
            "..-",
            "name '..-' is not valid: first dash-separated component must not be '..'",
        ),
        ("a b", "name 'a b' contains illegal character ' '"),
        ("a/b", "name 'a/b' contains illegal character '/'"),
        (
            &long,
            &format!("name '{long}' must be no longer than 211 characters"),
        ),
    ] {
        let error = check_name(name.as_bytes()).expect_err(name);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn paths_below_the_store_are_split() {
    let dir = StoreDir::default();
    let base = "b8m03r63zqhnjf7l5wnldhh7c134ap5v-x";
    for rest in ["", "/sub", "/sub/dir"] {
        let text = format!("/nix/store/{base}{rest}");
        let (path, found) = dir.split(text.as_bytes()).expect("a store path");
        assert_eq!(
            (path.base(), path.name(), found),
            (base, "x", rest.as_bytes())
        );
        assert_eq!(dir.parse(text.as_bytes()).is_ok(), rest.is_empty());
    }
    for (text, message) in [
        ("/nix/store", "path '/nix/store' is not in the Nix store"),
        (
            "/nix/storex/y",
            "path '/nix/storex/y' is not in the Nix store",
        ),
        (
            "/nix/store/foo",
            "'foo' is too short to be a valid store path",
        ),
        (
            "/nix/store/b8m03r63zqhnjf7l5wnldhh7c134ap5v-",
            "path 'b8m03r63zqhnjf7l5wnldhh7c134ap5v-' is not a valid store path: name must not be empty",
        ),
        (
            "/nix/store/e8m03r63zqhnjf7l5wnldhh7c134ap5v- ",
            "store path 'e8m03r63zqhnjf7l5wnldhh7c134ap5v- ' contains illegal base-32 character 'e'",
        ),
    ] {
        let error = dir.split(text.as_bytes()).expect_err(text);
        assert_eq!(error.to_string(), message);
    }
    let odd = format!("/nix//store/./x/../{base}");
    assert_eq!(
        dir.parse(odd.as_bytes()).expect("the same path").base(),
        base
    );
    let error = dir.parse(b"/nix/store/../x").expect_err("elsewhere");
    assert_eq!(error.to_string(), "path \"/nix/x\" is not in the Nix store");
    let error = dir.parse(b"/foo").expect_err("elsewhere");
    assert_eq!(error.to_string(), "path \"/foo\" is not in the Nix store");
}

#[test]
fn texts_and_their_references() {
    let dir = StoreDir::default();
    let none = References::default();
    let path = dir
        .text_path(b"x", &sha256(b"hello"), &none)
        .expect("a path");
    assert_eq!(
        dir.print(&path),
        "/nix/store/4g4g9i669dl63abpww0djbl2jxl6bwiz-x"
    );
    // toFile "y" "${toFile "x" "hello"}"
    let text = dir.print(&path);
    let one = References {
        others: [path].into_iter().collect(),
        itself: false,
    };
    let path = dir
        .text_path(b"y", &sha256(text.as_bytes()), &one)
        .expect("a path");
    assert_eq!(
        dir.print(&path),
        "/nix/store/a2hd69y8wqhxhyhv40m63a27cijpwh4y-y"
    );
    let error = dir
        .text_path(b"", &sha256(b"x"), &none)
        .expect_err("no name");
    assert_eq!(
        error.to_string(),
        "path '9r1mh2rc3s3i33vpdw86kqqyvy9i1y4w-' is not a valid store path: name must not be empty"
    );
}

#[test]
fn what_the_content_settles() {
    let dir = StoreDir::default();
    let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (name, method, text, base) in [
        (
            "fixed",
            Method::Flat,
            abc,
            "jspds48qb346qg0qzb3v8ibysj3zcq7y",
        ),
        (
            "fixedr",
            Method::Recursive,
            abc,
            "a1ryc9i1qd4m4x7nlqx0kcjsjs0niqj3",
        ),
        (
            "fixedt",
            Method::Text,
            abc,
            "8mmijk1j4h6xgmlbpbbc2c6wdlp1ijlw",
        ),
        (
            "fixeds",
            Method::Recursive,
            "sha1:0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33",
            "mqb493wdfar55w7rb48m8d9nk5z3wc5h",
        ),
        (
            "fixedm",
            Method::Flat,
            "md5:0cc175b9c0f1b6a831c399e269772661",
            "4j7hv50mfn68imcxsn3hrhrw6wdyk9jx",
        ),
    ] {
        let path = dir
            .fixed_path(name.as_bytes(), method, &hash(text), &References::default())
            .expect("a path");
        assert_eq!((path.digest(), path.name()), (base, name));
    }
}

#[test]
fn another_store_has_other_paths() {
    let dir = StoreDir::new("/gnu/store/").expect("a folder");
    let path = dir
        .text_path(b"x", &sha256(b"hello"), &References::default())
        .expect("a path");
    assert_eq!(
        dir.print(&path),
        "/gnu/store/f1ccqpfd2d8rfmk9x8mdhd3qc8cqjdal-x"
    );
    assert_eq!(
        StoreDir::new("store").expect_err("relative").to_string(),
        "the store directory 'store' is not an absolute path; give one like '/nix/store'"
    );
}
