//! What a measuring binary was built with: numbers compare only between equal ones.

use serde::{Deserialize, Serialize};

/// What a binary was built with, and what it sees of the processor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// `rustc --version`, with the commit of the compiler.
    pub rustc: String,
    /// The target it was built for.
    pub target: String,
    /// Features of the processor that every instruction may use.
    pub target_features: String,
    /// Flags that were passed to the compiler beside cargo's own.
    pub rustflags: String,
    /// Cargo's profile: `release` or `debug`.
    pub profile: String,
    /// Rust's optimization level in that profile.
    pub optimization_level: String,
    /// Whether debug assertions are compiled in.
    pub debug_assertions: bool,
    /// The global allocator.
    pub allocator: String,
    /// Features of the processor that libraries look for when they choose among their implementations.
    pub cpu_features: Vec<String>,
}

impl Build {
    /// Of the process that asks.
    pub fn of_this_binary() -> Self {
        Self {
            rustc: env!("FRAMELAB_RUSTC").to_owned(),
            target: env!("FRAMELAB_TARGET").to_owned(),
            target_features: env!("FRAMELAB_TARGET_FEATURES").to_owned(),
            rustflags: option_env!("FRAMELAB_RUSTFLAGS")
                .unwrap_or_default()
                .to_owned(),
            profile: env!("FRAMELAB_PROFILE").to_owned(),
            optimization_level: env!("FRAMELAB_OPT_LEVEL").to_owned(),
            debug_assertions: cfg!(debug_assertions),
            allocator: "mimalloc".to_owned(),
            cpu_features: cpu_features(),
        }
    }
}

macro_rules! detected {
    ($($feature:tt),* $(,)?) => {
        [$(($feature, std::arch::is_x86_feature_detected!($feature))),*]
    };
}

/// Those that the standard library, memchr, sha2 and the C library look for.
#[cfg(target_arch = "x86_64")]
fn cpu_features() -> Vec<String> {
    let features = detected![
        "sse3",
        "ssse3",
        "sse4.1",
        "sse4.2",
        "popcnt",
        "avx",
        "avx2",
        "bmi1",
        "bmi2",
        "lzcnt",
        "movbe",
        "fma",
        "aes",
        "pclmulqdq",
        "sha",
        "adx",
        "rdrand",
        "avx512f",
        "avx512bw",
        "avx512vl",
    ];
    let found = features.into_iter().filter(|(_, found)| *found);
    found.map(|(name, _)| name.to_owned()).collect()
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu_features() -> Vec<String> {
    Vec::new()
}
