//! The text of a package's file: one template for each kind of package, and the parts that vary.

use std::fmt::Write as _;

use super::package::{Kind, Package};
use super::random::Random;
use super::words;

fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Library => include_str!("templates/library.nix.template"),
        Kind::Application => include_str!("templates/application.nix.template"),
        Kind::Python => include_str!("templates/python.nix.template"),
        Kind::Go => include_str!("templates/go.nix.template"),
        Kind::Rust => include_str!("templates/rust.nix.template"),
    }
}

/// The Nix source of the package: its kind's template with every `@part@` filled in. A line that is
/// one part alone vanishes if the part is empty.
pub(crate) fn render(package: &Package) -> String {
    let parts = parts(package);
    let mut text = String::new();
    for line in template(package.kind).lines() {
        let mut line = line.to_owned();
        let lonely = line.starts_with('@');
        for (part, value) in &parts {
            if line.contains('@') {
                line = line.replace(&format!("@{part}@"), value);
            }
        }
        if !(lonely && line.is_empty()) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn parts(package: &Package) -> Vec<(&'static str, String)> {
    let mut random = package.random.clone();
    let switch = random.pick(&words::FEATURES);
    let other = random.pick(&words::OPTIONS);
    let owner = random.pick(&words::OWNERS);
    vec![
        ("patches", patches(package, &mut random)),
        ("meta", meta(package, &mut random, owner)),
        ("formals", formals(package)),
        ("inputs", inputs(package)),
        ("optional", optional(package)),
        ("name", package.name.clone()),
        ("module", package.name.replace('-', "_")),
        ("version", package.version.clone()),
        (
            "threshold",
            format!("{}.{}", random.below(9), random.below(30)),
        ),
        ("hash", random.digits(43)),
        ("vendor", random.digits(43)),
        ("boolean", random.once_in(2).to_string()),
        ("host", random.pick(&words::HOSTS).to_owned()),
        ("owner", owner.to_owned()),
        ("feature", camel(switch)),
        ("switch", switch.to_owned()),
        ("other", other.to_owned()),
    ]
}

/// `amber-kit` as it stands inside another name: `AmberKit`.
fn camel(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (head, tail) = word.split_at(word.len().min(1));
            head.to_uppercase() + tail
        })
        .collect()
}

/// What this package asks for beyond its kind, and the switches for what is optional.
fn formals(package: &Package) -> String {
    let mut lines: Vec<String> = package
        .dependencies
        .iter()
        .map(|name| format!("  {name},"))
        .collect();
    for name in &package.optional {
        lines.push(format!("  {name} ? null,"));
        lines.push(format!("  with{} ? {name} != null,", camel(name)));
    }
    lines.join("\n")
}

fn inputs(package: &Package) -> String {
    let lines: Vec<String> = package
        .dependencies
        .iter()
        .map(|name| format!("    {name}"))
        .collect();
    lines.join("\n")
}

fn optional(package: &Package) -> String {
    let mut text = String::new();
    for name in &package.optional {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  ++ lib.optionals with{} [ {name} ]", camel(name));
    }
    text
}

/// None, one or two patches; only the kinds that have `fetchpatch` use them.
fn patches(package: &Package, random: &mut Random) -> String {
    let count = random.below(3);
    if count == 0 {
        return String::new();
    }
    let mut text = String::from("  patches = [\n");
    for number in 1..=count {
        let commit = random.digits(12);
        let hash = random.digits(43);
        let _ = write!(
            text,
            r#"    # Builds with newer compilers; part of the next release.
    (fetchpatch {{
      name = "{name}-{number}.patch";
      url = "https://patches.example.org/{name}/{commit}.patch";
      hash = "sha256-{hash}=";
    }})
"#,
            name = package.name,
        );
    }
    text.push_str("  ];\n");
    text
}

fn meta(package: &Package, random: &mut Random, owner: &str) -> String {
    let Package { name, version, .. } = package;
    let verb = random.pick(&words::VERBS);
    let subject = random.pick(&words::SUBJECTS);
    let mut text = format!(
        r#"  meta = {{
    description = "Tool for {verb} {subject}";
    homepage = "https://{owner}.example.org/{name}";
"#
    );
    if random.once_in(3) {
        let _ = write!(
            text,
            r"    longDescription = ''
      {name} helps with {verb} {subject}, on a single machine or on many.

      It reads and writes the formats of its predecessors, can be extended by
      plugins, and keeps a journal of what it did.
    '';
"
        );
    }
    if random.once_in(2) {
        let _ = writeln!(
            text,
            r#"    changelog = "https://{owner}.example.org/{name}/blob/v{version}/CHANGES.md";"#
        );
    }
    if random.once_in(20) {
        text.push_str("    broken = stdenv.hostPlatform.isDarwin;\n");
    }
    let platforms = random.pick(&["linux", "unix", "all"]);
    let _ = write!(
        text,
        r#"    license = lib.licenses.{license};
    maintainers = with lib.maintainers; [
      maintainer{first}
      maintainer{second}
    ];
    platforms = lib.platforms.{platforms};
    mainProgram = "{name}";
  }};"#,
        license = random.pick(&words::LICENSES),
        first = random.below(50),
        second = random.below(50),
    );
    text
}
