//! The words that names and descriptions are made of.

const FIRST: [&str; 32] = [
    "amber", "birch", "cobalt", "delta", "ember", "fjord", "garnet", "harbor", "indigo", "juniper",
    "kestrel", "lumen", "maple", "nimbus", "onyx", "pebble", "quartz", "raven", "saffron",
    "tundra", "umber", "velvet", "willow", "xenon", "yonder", "zephyr", "aspen", "basalt",
    "cinder", "dune", "elder", "flint",
];

const SECOND: [&str; 32] = [
    "archive", "bridge", "cache", "daemon", "engine", "forge", "graph", "hash", "image", "journal",
    "kit", "lexer", "mesh", "notes", "orbit", "parser", "queue", "router", "shell", "tiles",
    "units", "vault", "writer", "index", "yard", "zone", "audio", "broker", "codec", "disk",
    "editor", "filter",
];

pub(crate) const SUBJECTS: [&str; 12] = [
    "binary trees",
    "bitmap fonts",
    "calendar entries",
    "column stores",
    "distributed logs",
    "geographic data",
    "mail folders",
    "network sockets",
    "rich text",
    "sound files",
    "terminal screens",
    "time series",
];

pub(crate) const VERBS: [&str; 10] = [
    "compressing",
    "converting",
    "editing",
    "indexing",
    "inspecting",
    "mirroring",
    "plotting",
    "reading",
    "synchronising",
    "validating",
];

pub(crate) const FEATURES: [&str; 10] = [
    "threads",
    "unicode",
    "simd",
    "examples",
    "introspection",
    "telemetry",
    "plugins",
    "bindings",
    "sandbox",
    "locale",
];

pub(crate) const LICENSES: [&str; 7] = [
    "mit",
    "asl20",
    "bsd3",
    "gpl3Plus",
    "lgpl21Plus",
    "mpl20",
    "isc",
];

pub(crate) const HOSTS: [&str; 5] = [
    "downloads.example.org",
    "releases.example.net",
    "mirror.example.com",
    "dist.example.io",
    "ftp.example.edu",
];

pub(crate) const OPTIONS: [&str; 8] = [
    "tracing", "stringop", "wayland", "jit", "zeroconf", "printing", "openmp", "xattr",
];

pub(crate) const OWNERS: [&str; 8] = [
    "brightfield",
    "copperline",
    "driftwood",
    "evergreen",
    "foxglove",
    "graystone",
    "hollowtree",
    "ironbark",
];

/// A name of its own for every index: two words, and a number from the second thousand on.
pub(crate) fn package_name(index: u32) -> String {
    let count = FIRST.len() as u32;
    let mixed = index % (count * count);
    // The odd factor scatters neighbours without ever meeting twice modulo a power of two.
    let scattered = mixed.wrapping_mul(365) % (count * count);
    let word = |words: &[&'static str; 32], position: u32| {
        words.get(position as usize).copied().unwrap_or_default()
    };
    let first = word(&FIRST, scattered / count);
    let second = word(&SECOND, scattered % count);
    match index / (count * count) {
        0 => format!("{first}-{second}"),
        round => format!("{first}-{second}{}", round + 1),
    }
}
