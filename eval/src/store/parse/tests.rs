//! Texts that are derivations and texts that are not.

use super::*;
use std::fs;

const PATH: &str = "b8m03r63zqhnjf7l5wnldhh7c134ap5v-t.drv";

fn parse(text: &str) -> Result<Derivation, String> {
    let path = StorePath::from_base(PATH.as_bytes()).expect("a path");
    let parsed = Derivation::parse(&StoreDir::default(), &path, text.as_bytes());
    parsed.map_err(|error| error.to_string())
}

#[test]
fn what_is_stored_reads_and_writes_alike() {
    let dir = StoreDir::default();
    let mut count = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/derivations");
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("a file");
        let name = file.file_name().into_string().expect("a name");
        if !name.contains(".drv") {
            continue;
        }
        let text = fs::read(file.path()).expect("a text");
        let path = StorePath::from_base(name.as_bytes()).expect("a path");
        let derivation = Derivation::parse(&dir, &path, &text).expect("a derivation");
        assert_eq!(lossy(&derivation.text(&dir)), lossy(&text));
        let hash = Algorithm::Sha256
            .hash(&text)
            .digest
            .try_into()
            .expect("32 bytes");
        let again = dir.text_path(path.name().as_bytes(), &hash, &derivation.references());
        assert_eq!(again.expect("a path"), path);
        count += 1;
    }
    assert_eq!(count, 22);
}

#[test]
fn a_text_that_breaks_off_says_what_is_missing() {
    for (text, message) in [
        ("", "file is empty (possible filesystem corruption)"),
        ("x", "expected string 'D'"),
        ("Der", "expected string 'erive('"),
        ("Dr", "expected string 'rvWithVersion('"),
        ("Derive(", "expected string '['"),
        ("Derive([", "expected string '('"),
        (r#"Derive([("out","","","")"#, "expected string '('"),
        ("Derive([]", "expected string ',['"),
        (r#"Derive([],[("foo",[])]"#, "bad path 'foo' in derivation"),
        ("Derive([],[]", "expected string ','"),
        ("Derive([],[],[]", "expected string ','"),
        (r#"Derive([],[],[],"a"#, "unterminated string in derivation"),
        (
            r#"Derive([],[],[],"a\"#,
            "unterminated string in derivation",
        ),
        (r#"Derive([],[],[],"a","b""#, "expected string ',['"),
        (r#"Derive([],[],[],"a","b",[],[("x""#, "expected string ','"),
        (r#"Derive([],[],[],"a","b",[],[]"#, "expected string ')'"),
        (
            r#"DrvWithVersion("foo","#,
            "Unknown derivation ATerm format version 'foo'",
        ),
        (
            r#"Derive([("out","/foo","r:sha256","")],"#,
            "content-addressing derivation output should not specify output path",
        ),
        (
            r#"Derive([("out","impure","r:sha256","impure")],"#,
            "impure derivation output should not specify output path",
        ),
        (
            r#"DrvWithVersion("xp-dyn-drv",[],[("/nix/store/b8m03r63zqhnjf7l5wnldhh7c134ap5v-x","#,
            "invalid inputDrvs entry in derivation",
        ),
    ] {
        let expected = format!("error parsing derivation '/nix/store/{PATH}': {message}");
        assert_eq!(parse(text), Err(expected), "{text}");
    }
}

#[test]
fn a_text_with_bad_content_says_which() {
    for (text, message) in [
        (
            "Dx",
            "derivation does not start with 'Derive' or 'DrvWithVersion'",
        ),
        (
            r#"Derive([("out","","r:foo","")],"#,
            "unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
        ),
        (
            r#"Derive([("out","/foo","sha256","zz")],"#,
            "hash 'zz' has wrong length for hash algorithm 'sha256'",
        ),
        (
            r#"Derive([("out","/foo","","")],"#,
            "path \"/foo\" is not in the Nix store",
        ),
        (
            r#"Derive([],[("/nix/store/foo",[])],"#,
            "'foo' is too short to be a valid store path",
        ),
    ] {
        assert_eq!(parse(text), Err(message.to_owned()), "{text}");
    }
}

#[test]
fn deep_chains_need_no_stack() {
    let depth = 100_000;
    let open = r#"([],[("o","#.repeat(depth);
    let close = ")])".repeat(depth);
    let input = "/nix/store/b8m03r63zqhnjf7l5wnldhh7c134ap5v-x.drv";
    let text = format!(
        r#"DrvWithVersion("xp-dyn-drv",[],[("{input}",{open}["p"]{close})],[],"s","t",[],[])"#
    );
    let derivation = parse(&text).expect("a derivation");
    assert_eq!(lossy(&derivation.text(&StoreDir::default())), text);
    let wide = text.replace("([]", "([\"q\"]");
    let error = parse(&wide).expect_err("too many names");
    assert!(
        error.ends_with("dynamic inputs are nested too deeply"),
        "{error}"
    );
}
