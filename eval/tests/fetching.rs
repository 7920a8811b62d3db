//! What is fetched without a network: store paths that a hash settles, files of this machine, and derivations read back.
//!
//! C++ Nix asks the network for all of this, unless its store has the path. The paths here are what it gave with a store of
//! its own that had them.

use std::fs;
use std::process::Command;

/// What the command prints: standard output, or the last line of the error.
fn eval(flags: &[&str], expression: &str) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_framelab"))
        .args(["eval", "--strict"])
        .args(flags)
        .args(["-E", expression])
        .env_remove("NIX_PATH")
        .output()
        .expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let error = text(&output.stderr);
    let start = error.rfind("error: ").expect("an error says so");
    Err(error[start + "error: ".len()..].to_owned())
}

const FEATURES: [&str; 2] = [
    "--extra-experimental-features",
    "flakes fetch-tree fetch-closure dynamic-derivations ca-derivations",
];

const PURE: [&str; 3] = ["--pure-eval", FEATURES[0], FEATURES[1]];

/// Thirty-two bytes of zeros.
const ZEROS: &str = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A commit.
const REV: &str = "0123456789abcdef0123456789abcdef01234567";

fn value(expression: &str) -> String {
    eval(&FEATURES, expression).unwrap_or_else(|error| panic!("{expression}\n{error}"))
}

fn error(flags: &[&str], expression: &str) -> String {
    eval(flags, expression).expect_err(expression)
}

#[test]
fn a_hash_settles_files_and_archives() {
    let hash = format!("sha256 = \"{ZEROS}\";");
    let context = |text: &str| format!("let it = {text}; in [ it (builtins.getContext it) ]");
    let answer = |path: &str| format!("[ \"{path}\" {{ \"{path}\" = {{ path = true; }}; }} ]");
    for (fetch, path) in [
        (
            format!("builtins.fetchurl {{ url = \"http://x/y.tar\"; {hash} }}"),
            "/nix/store/4c57r67qrj2s93i5b2vpbfm3kkwqi0w4-y.tar",
        ),
        (
            "builtins.fetchTarball { url = \"http://x/y\"; sha256 = \"sha256-h4gyzSK14DjhF7cBN4VY+Km2ytc4Gg5tV6noZdNPhaY=\"; }".to_owned(),
            "/nix/store/ms37m6i4z2hfa1lm7a6lch7lw9vcr26l-source",
        ),
    ] {
        assert_eq!(value(&context(&fetch)), answer(path));
        // A hash makes it pure as well.
        assert_eq!(eval(&PURE, &context(&fetch)), Ok(answer(path)));
    }
}

#[test]
fn a_settled_path_is_an_input_but_cannot_be_read() {
    let source = format!("builtins.fetchTarball {{ url = \"http://x/y\"; sha256 = \"{ZEROS}\"; }}");
    let derivation =
        format!("derivation {{ name = \"d\"; system = \"s\"; builder = \"b\"; src = {source}; }}");
    let closure =
        format!("derivation {{ name = \"e\"; system = \"s\"; builder = ({derivation}).drvPath; }}");
    assert!(value(&format!("({closure}).drvPath")).ends_with("-e.drv\""));
    let message = error(&FEATURES, &format!("import ({source})"));
    assert!(
        message
            .contains("it would have to be fetched from 'http://x/y', and nothing is fetched here"),
        "{message}"
    );
}

#[test]
fn without_a_hash_the_error_says_what_settles_it() {
    for (expression, message) in [
        (
            "builtins.fetchurl \"http://x/y\"",
            "cannot fetch 'http://x/y': that needs the network, and nothing is fetched here; say which hash it has: \
             `fetchurl { url = ...; sha256 = ...; }` settles the store path",
        ),
        (
            "builtins.fetchTarball \"channel:nixos\"",
            "cannot fetch 'https://channels.nixos.org/nixos/nixexprs.tar.xz': that needs the network, and nothing is fetched \
             here; say which hash it has: `fetchTarball { url = ...; sha256 = ...; }` settles the store path",
        ),
        (
            "builtins.fetchGit \"https://x/y\"",
            "cannot fetch 'git+https://x/y?exportIgnore=1': that needs git, and nothing is fetched here; say which hash its \
             archive has: the attribute 'narHash' settles the store path",
        ),
        (
            "builtins.fetchMercurial \"https://x/y\"",
            "cannot fetch 'https://x/y': that needs Mercurial, and nothing is fetched here; give a copy of the repository as \
             a path of this machine",
        ),
        (
            "builtins.fetchTree \"flake:x\"",
            "cannot fetch 'flake:x': that needs a registry of flakes, and nothing is fetched here; write the reference that \
             the registry would give",
        ),
        (
            "builtins.getFlake \"github:a/b\"",
            "cannot get the flake 'github:a/b': its inputs would have to be fetched, and nothing is fetched here; import its \
             files from a path of this machine instead",
        ),
    ] {
        assert_eq!(error(&FEATURES, expression), message);
    }
}

#[test]
fn pure_evaluation_wants_what_is_locked() {
    for (expression, message) in [
        (
            "builtins.fetchurl \"http://x/y\"",
            "in pure evaluation mode, 'fetchurl' requires a 'sha256' argument",
        ),
        (
            "builtins.fetchTarball { url = \"http://x/y\"; }",
            "in pure evaluation mode, 'fetchTarball' requires a 'sha256' argument",
        ),
        (
            "builtins.fetchGit { url = \"https://x/y\"; }",
            "in pure evaluation mode, 'fetchGit' doesn't fetch unlocked input 'git+https://x/y?exportIgnore=1'",
        ),
        (
            "builtins.fetchMercurial \"https://x/y\"",
            "in pure evaluation mode, 'fetchMercurial' requires a Mercurial revision",
        ),
        (
            "builtins.fetchTree { type = \"path\"; path = \"/x\"; }",
            "in pure evaluation mode, 'fetchTree' doesn't fetch unlocked input 'path:/x'",
        ),
        (
            "builtins.getFlake \"github:a/b\"",
            "cannot call 'getFlake' on unlocked flake reference 'github:a/b', at «none»:0 (use --impure to override)",
        ),
    ] {
        assert_eq!(error(&PURE, expression), message);
    }
}

#[test]
fn a_tree_is_settled_by_the_hash_of_its_archive() {
    let hash = "sha256-h4gyzSK14DjhF7cBN4VY+Km2ytc4Gg5tV6noZdNPhaY=";
    let path = "/nix/store/ms37m6i4z2hfa1lm7a6lch7lw9vcr26l-source";
    let tree = |said: &str| {
        value(&format!(
            "builtins.fetchTree {{ narHash = \"{hash}\"; {said} }}"
        ))
    };
    assert_eq!(
        tree("type = \"tarball\"; url = \"https://x/y\"; lastModified = 5;"),
        format!(
            "{{ lastModified = 5; lastModifiedDate = \"19700101000005\"; narHash = \"{hash}\"; outPath = \"{path}\"; }}"
        )
    );
    assert_eq!(
        tree(&format!(
            "type = \"github\"; owner = \"a\"; repo = \"b\"; rev = \"{REV}\";"
        )),
        format!(
            "{{ narHash = \"{hash}\"; outPath = \"{path}\"; rev = \"{REV}\"; shortRev = \"0123456\"; }}"
        )
    );
    assert_eq!(
        tree(&format!(
            "type = \"git\"; url = \"https://x/y\"; rev = \"{REV}\"; revCount = 7;"
        )),
        format!(
            "{{ narHash = \"{hash}\"; outPath = \"{path}\"; rev = \"{REV}\"; revCount = 7; shortRev = \"0123456\"; \
             submodules = false; }}"
        )
    );
}

#[test]
fn files_and_folders_of_this_machine_are_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("d");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("a"), "hi\n").expect("a file");
    let root = root.display();
    let hash = "sha256-h4gyzSK14DjhF7cBN4VY+Km2ytc4Gg5tV6noZdNPhaY=";
    let of_file = "sha256-EFUdrtf6Rn0LWIJufrmg8q99aT3jGfLvd1//zaJEufY=";
    assert_eq!(
        value(&format!(
            "builtins.fetchTree {{ type = \"path\"; path = \"{root}\"; lastModified = 5; revCount = 7; }}"
        )),
        format!(
            "{{ lastModified = 5; lastModifiedDate = \"19700101000005\"; narHash = \"{hash}\"; \
             outPath = \"/nix/store/ms37m6i4z2hfa1lm7a6lch7lw9vcr26l-source\"; revCount = 7; }}"
        )
    );
    assert_eq!(
        value(&format!("builtins.fetchTree \"file+file://{root}/a\"")),
        format!(
            "{{ narHash = \"{of_file}\"; outPath = \"/nix/store/jh5mkrzi2r4a9098h3qn817pyxdmd35h-source\"; }}"
        )
    );
    let fetched = format!("builtins.fetchurl \"file://{root}/a\"");
    assert_eq!(
        value(&format!("builtins.readFile ({fetched})")),
        "\"hi\\n\""
    );
    assert_eq!(
        error(
            &[],
            &format!("builtins.fetchurl {{ url = \"file://{root}/a\"; sha256 = \"{ZEROS}\"; }}")
        ),
        format!(
            "hash mismatch in file downloaded from 'file://{root}/a':\n         \
             specified: sha256:0000000000000000000000000000000000000000000000000000\n         \
             got:       sha256:1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq"
        )
    );
    assert_eq!(
        error(
            &FEATURES,
            &format!(
                "builtins.fetchTree {{ type = \"path\"; path = \"{root}\"; narHash = \"{ZEROS}\"; }}"
            )
        ),
        format!(
            "NAR hash mismatch in input 'path:{root}?narHash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D', \
             expected '{hash}' but got '{ZEROS}'"
        )
    );
}

#[test]
fn our_own_expression_is_found_in_pure_evaluation() {
    let expression = "(import <nix/fetchurl.nix> { url = \"u/v\"; sha256 = \"0000000000000000000000000000000000000000000000000000\"; }).outPath";
    let path = "\"/nix/store/pixvyhpm77vjc4p3cs171q1jhl6c8szx-v\"";
    assert_eq!(eval(&PURE, expression), Ok(path.to_owned()));
}

#[test]
fn a_closure_is_named_by_its_paths() {
    let path = "/nix/store/00000000000000000000000000000000-x";
    let fetch = |more: &str| {
        format!(
            "builtins.fetchClosure {{ fromStore = \"https://x\"; fromPath = \"{path}\"; {more} }}"
        )
    };
    assert_eq!(
        value(&fetch("inputAddressed = true;")),
        format!("\"{path}\"")
    );
    assert_eq!(
        value(&fetch(
            "toPath = /nix/store/00000000000000000000000000000001-x;"
        )),
        "\"/nix/store/00000000000000000000000000000001-x\""
    );
    assert!(
        error(&FEATURES, &fetch("toPath = \"\";"))
            .contains("name the store path that its rewriting gives in 'toPath'")
    );
}

/// A derivation of two outputs, and one that builds a derivation.
const DERIVATION: &str = "(derivation { name = \"d\"; system = \"s\"; builder = \"b\"; outputs = [ \"out\" \"dev\" ]; })";
const PRODUCER: &str = "(derivation { name = \"d.drv\"; system = \"s\"; builder = \"b\"; outputHashMode = \"text\"; \
                        outputHashAlgo = \"sha256\"; __contentAddressed = true; })";

#[test]
fn a_derivation_is_imported_as_a_set() {
    let out = "/nix/store/d9031d0yv8gpjyy5jrf0j523j81l0xhg-d";
    let dev = "/nix/store/68my3z21smvcxqpvmvgava2hlb2adlkz-d-dev";
    let drv = "/nix/store/hx8vc8l2pwdjwp4wglkymq9988fy424a-d.drv";
    assert_eq!(
        value(&format!("import {DERIVATION}.drvPath")),
        format!(
            "{{ all = [ «repeated» {{ all = «repeated»; dev = «repeated»; drvPath = \"{drv}\"; name = \"d\"; out = «repeated»; \
             outPath = \"{out}\"; outputName = \"out\"; type = \"derivation\"; }} ]; dev = «repeated»; drvPath = \"{drv}\"; \
             name = \"d\"; out = «repeated»; outPath = \"{dev}\"; outputName = \"dev\"; type = \"derivation\"; }}"
        )
    );
    assert_eq!(
        value(&format!(
            "builtins.mapAttrs (name: builtins.getContext) {{ inherit (import {DERIVATION}.drvPath) drvPath outPath name; }}"
        )),
        format!(
            "{{ drvPath = {{ \"{drv}\" = {{ allOutputs = true; }}; }}; name = {{ }}; outPath = {{ \"{drv}\" = {{ \
             outputs = [ \"dev\" ]; }}; }}; }}"
        )
    );
    assert_eq!(
        error(&[], "import (builtins.toFile \"x.drv\" \"foo\")"),
        "error parsing derivation '/nix/store/sxjrfqkchrk0lx8jpcamx1k9g2mf04jd-x.drv': expected string 'D'"
    );
}

#[test]
fn outputs_of_outputs_have_placeholders() {
    let of = |what: &str| value(&format!("builtins.outputOf {what}"));
    for (what, placeholder) in [
        (
            format!("{PRODUCER}.outPath \"out\""),
            "\"/1zwnifsl5x4dd4sj28n5smkm7wsmyxikvrvlcji7ph12q0yncxrp\"",
        ),
        (
            format!("(builtins.outputOf {PRODUCER}.outPath \"out\") \"dev\""),
            "\"/0kcvapmshd51a6qpjc0n8nxgs0kppqi5nznamgj1wgw8yj27igl4\"",
        ),
        (
            format!("{DERIVATION}.outPath \"out\""),
            "\"/0pdapqsz0dg0wklv214lqwnwy6x5x1azqfbjafl48rc04y3hjhjy\"",
        ),
        (
            format!("(builtins.unsafeDiscardOutputDependency {DERIVATION}.drvPath) \"out\""),
            "\"/nix/store/d9031d0yv8gpjyy5jrf0j523j81l0xhg-d\"",
        ),
    ] {
        assert_eq!(of(&what), placeholder);
    }
    assert_eq!(
        value(&format!(
            "(derivation {{ name = \"e\"; system = \"s\"; builder = builtins.outputOf {PRODUCER}.outPath \"out\"; }}).drvPath"
        )),
        "\"/nix/store/r9p80qq6ync683mk879kkk5v1m5f068s-e.drv\""
    );
}

#[test]
fn strings_that_are_no_output_are_refused() {
    for (what, message) in [
        (
            format!("builtins.outputOf \"${{{PRODUCER}.outPath}}x\" \"out\""),
            "string '/0m0aa8lwdx9kav5pdwv8fjmahhwdjrslxqk9sj5f25afz9w9f94rx' has context with the output 'out' from derivation \
             '/nix/store/3wdf1a1iwlwzx0cv5r0mlcl3bq5b12a1-d.drv.drv', but the string is not the right placeholder for this \
             derivation output. It should be '/0m0aa8lwdx9kav5pdwv8fjmahhwdjrslxqk9sj5f25afz9w9f94r'",
        ),
        (
            format!(
                "builtins.outputOf (builtins.unsafeDiscardOutputDependency {DERIVATION}.drvPath) \"nope\""
            ),
            "derivation '/nix/store/hx8vc8l2pwdjwp4wglkymq9988fy424a-d.drv' does not have output 'nope'",
        ),
        (
            "builtins.outputOf (builtins.toFile \"x\" \"y\") \"out\"".to_owned(),
            "error parsing derivation '/nix/store/lfngsssysp6h1v4ccqg23c52s9sjl779-x': store path \
             'lfngsssysp6h1v4ccqg23c52s9sjl779-x' is not a valid derivation path",
        ),
        (
            format!("builtins.getContext (builtins.outputOf {PRODUCER}.outPath \"out\")"),
            "cannot operate on output 'out' of the unbuilt derivation '/nix/store/3wdf1a1iwlwzx0cv5r0mlcl3bq5b12a1-d.drv.drv'",
        ),
    ] {
        assert_eq!(error(&FEATURES, &what), message);
    }
}
